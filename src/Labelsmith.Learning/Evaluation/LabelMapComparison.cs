using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Media;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Regions painted to one class a pixel.</summary>
internal sealed class LabelMapComparison : AnswerComparison
{
    public override EvaluationResult Compare(Dataset truth, List<AnswerPair> pairs, int seed, List<Fault> faults)
    {
        var classes = Classes(truth, pairs, answer => answer.Region is not null and not TextSpan);
        var background = truth.Background is null ? LabelMap.Ignored : (byte)IndexOf(classes, truth.Background);
        var evaluator = new SegmentationEvaluator(classes, truth.Background, seed);
        foreach (var (item, own, predicted) in pairs)
        {
            try
            {
                var (width, height) = Size(item, [.. own, .. predicted]);
                evaluator.Add(
                    item.Id,
                    width,
                    height,
                    LabelMap.Paint(item.Id, own, classes, width, height, background),
                    LabelMap.Paint(item.Id, predicted, classes, width, height, background));
            }
            catch (BadItemException bad)
            {
                faults.Add(bad.Fault);
            }
        }

        return evaluator.Finish();
    }

    /// <summary>A mask tells its image's size; only polygons and boxes need the image itself.</summary>
    private static (int Width, int Height) Size(DataItem item, List<Answer> answers)
    {
        if (answers.Select(answer => answer.Region).OfType<Mask>().FirstOrDefault() is { } mask)
        {
            return (mask.Width, mask.Height);
        }

        if (item.Source is FileSource file)
        {
            var header = ImageFile.Probe(file.Path, item.Id);
            return (header.UprightWidth, header.UprightHeight);
        }

        var image = ImageFile.Read(item.Source, item.Id);
        return (image.Width, image.Height);
    }
}
