using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Media;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Regions painted to one class a pixel.</summary>
internal sealed class LabelMapComparison : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var classes = Classes(truth, pairs, answer => answer.Region is not null and not (TextSpan or SoundSegment));
        var background = truth.Background is null ? LabelMap.Ignored : (byte)IndexOf(classes, truth.Background);
        var evaluator = new SegmentationEvaluator(classes, truth.Background, seed);
        foreach (var pair in pairs)
        {
            try
            {
                var id = pair.Item.Id;
                var (width, height) = Size(pair);
                var score = evaluator.Add(
                    id,
                    width,
                    height,
                    LabelMap.Paint(id, pair.Truth, classes, width, height, background),
                    LabelMap.Paint(id, pair.Predicted, classes, width, height, background));
                compared(pair with { Score = score });
            }
            catch (BadItemException bad)
            {
                faults.Add(bad.Fault);
            }
        }

        return evaluator.Finish();
    }

    /// <summary>A mask tells its image's size; only polygons and boxes need the image itself.</summary>
    private static (int Width, int Height) Size(ComparedItem pair)
    {
        if (pair.Truth.Concat(pair.Predicted).Select(answer => answer.Region).OfType<Mask>().FirstOrDefault() is { } mask)
        {
            return (mask.Width, mask.Height);
        }

        if (pair.Item.Source is FileSource file)
        {
            var header = ImageFile.Probe(file.Path, pair.Item.Id);
            return (header.UprightWidth, header.UprightHeight);
        }

        var image = ImageFile.Read(pair.Item.Source, pair.Item.Id);
        return (image.Width, image.Height);
    }
}
