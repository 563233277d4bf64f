using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Text;
using Labelsmith.Media;
using Labelsmith.Media.Sounds;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Reporting;

/// <summary>Draws test items for <see cref="SampleGallery"/>.</summary>
/// <param name="medium">Of the items.</param>
/// <param name="classes">Names in id order.</param>
/// <param name="background">As <see cref="Dataset.Background"/>.</param>
/// <param name="task">What they answer.</param>
/// <param name="threshold">As <see cref="Inference.ModelCard.Threshold"/>.</param>
internal sealed class TestSamples(
    Medium medium, IReadOnlyList<string> classes, string? background, TaskKind task = TaskKind.Segmentation, double? threshold = null)
{
    private const int ExcerptLength = 400;
    private const int SpectrogramWidth = 200;
    private const int SpectrogramHeight = 96;

    /// <summary>One class for the whole item.</summary>
    /// <param name="truth">The true class's number.</param>
    /// <param name="predicted">The predicted class's number.</param>
    /// <param name="score">The probability of the true class.</param>
    public ReportSample OfClass(DataItem item, int truth, int predicted, double score) => new()
    {
        Id = item.Id,
        Truth = classes[truth],
        Predicted = classes[predicted],
        Score = score,
        IsRight = truth == predicted,
        Picture = Picture(item),
        Excerpt = medium == Medium.Text ? Try(item, () => Excerpt(TextContent.Read(item), 0)) : null,
    };

    /// <summary>Anything else said of the whole item.</summary>
    /// <param name="truth">In words.</param>
    /// <param name="predicted">In words.</param>
    /// <param name="score">Higher is better.</param>
    public ReportSample OfAnswer(DataItem item, string truth, string predicted, double score) => new()
    {
        Id = item.Id,
        Truth = truth,
        Predicted = predicted,
        Score = score,
        Picture = Picture(item),
        Excerpt = medium == Medium.Text ? Try(item, () => Excerpt(TextContent.Read(item), 0)) : null,
    };

    private byte[]? Picture(DataItem item) => medium == Medium.Text ? null : Try(item, () => ReportPicture.Of(medium == Medium.Image
        ? ImageFile.Read(item.Source, item.Id)
        : SpectrogramPicture.Of(SoundFile.Read(item.Source, item.Id), SpectrogramWidth, SpectrogramHeight)));

    /// <summary>Regions of an image, spans of a text, or segments of a recording.</summary>
    public ReportSample OfRegions(ComparedItem pair) => medium switch
    {
        Medium.Audio => OfSegments(pair),
        Medium.Image => task == TaskKind.Detection ? OfBoxes(pair) : OfMaps(pair),
        _ => OfSpans(pair),
    };

    private ReportSample OfSegments(ComparedItem pair) => new()
    {
        Id = pair.Item.Id,
        Truth = Score("F1", pair.Score),
        Predicted = "",
        Score = pair.Score,
        Picture = Try(pair.Item, () =>
        {
            var sound = SoundFile.Read(pair.Item.Source, pair.Item.Id);
            var picture = SpectrogramPicture.Of(sound, SpectrogramWidth, SpectrogramHeight);
            return ReportPicture.OfSegments(
                picture, (double)sound.Samples.Length / sound.Channels / sound.SampleRate, Segments(pair.Truth), Segments(pair.Predicted));
        }),
    };

    private IEnumerable<TypedSegment> Segments(IReadOnlyList<Answer> answers) =>
        from answer in answers
        where answer is { Region: SoundSegment, Labels.Count: > 0 }
        let segment = (SoundSegment)answer.Region!
        let label = IndexOf(answer.Labels[0])
        where label >= 0
        select new TypedSegment(segment.Start, segment.End, label);

    /// <summary>Of the predicted boxes, those that people would see.</summary>
    private ReportSample OfBoxes(ComparedItem pair) => new()
    {
        Id = pair.Item.Id,
        Truth = Score("mAP 50", pair.Score),
        Predicted = "",
        Score = pair.Score,
        Picture = Try(pair.Item, () => ReportPicture.OfBoxes(
            ImageFile.Read(pair.Item.Source, pair.Item.Id), Boxes(pair.Truth), Boxes(pair.Predicted.Where(answer => !(answer.Score < threshold))))),
    };

    private IEnumerable<(int Class, Box Box)> Boxes(IEnumerable<Answer> answers) =>
        from answer in answers
        where answer is { Region: not null, Labels.Count: > 0 }
        let box = RegionExtent.Bounds(answer.Region!)
        let label = IndexOf(answer.Labels[0])
        where box is not null && label >= 0
        select (label, box);

    private ReportSample OfMaps(ComparedItem pair) => new()
    {
        Id = pair.Item.Id,
        Truth = Score("IoU", pair.Score),
        Predicted = "",
        Score = pair.Score,
        Picture = Try(pair.Item, () =>
        {
            var image = ImageFile.Read(pair.Item.Source, pair.Item.Id);
            var ground = background is null ? -1 : IndexOf(background);
            byte[] Paint(IReadOnlyList<Answer> answers) => LabelMap.Paint(
                pair.Item.Id, answers, classes, image.Width, image.Height, ground < 0 ? LabelMap.Ignored : (byte)ground);
            return ReportPicture.OfMaps(image, Paint(pair.Truth), Paint(pair.Predicted), ground < 0 ? null : ground);
        }),
    };

    private ReportSample OfSpans(ComparedItem pair)
    {
        var text = Try(pair.Item, () => TextContent.Read(pair.Item)) ?? "";
        TextMark[] marks = [.. Marks(pair.Truth, isTruth: true), .. Marks(pair.Predicted, isTruth: false)];
        var from = marks.Length == 0 ? 0 : Math.Max(0, marks.Min(mark => mark.Start) - ExcerptLength / 8);
        return new ReportSample
        {
            Id = pair.Item.Id,
            Truth = Score("F1", pair.Score),
            Predicted = "",
            Score = pair.Score,
            Excerpt = Excerpt(text, from),
            Marks = [.. marks.Select(mark => mark with { Start = mark.Start - from, End = mark.End - from })],
        };
    }

    private IEnumerable<TextMark> Marks(IReadOnlyList<Answer> answers, bool isTruth) =>
        from answer in answers
        where answer is { Region: TextSpan, Labels.Count: > 0 }
        let span = (TextSpan)answer.Region!
        let label = IndexOf(answer.Labels[0])
        where label >= 0
        select new TextMark(span.Start, span.End, label, isTruth);

    private int IndexOf(string name) => classes.Index().Where(entry => entry.Item == name).Select(entry => entry.Index).FirstOrDefault(-1);

    private static string Score(string metric, double score) =>
        double.IsNaN(score) ? "nothing to find" : string.Create(CultureInfo.InvariantCulture, $"{metric} {score:0.000}");

    private static string Excerpt(string text, int from)
    {
        from = Math.Min(from, text.Length);
        return text.Length - from <= ExcerptLength ? text[from..] : $"{text.AsSpan(from, ExcerptLength)}…";
    }

    /// <summary>What cannot be read was reported where it was first met; here it is only not shown.</summary>
    private static T? Try<T>(DataItem item, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (BadItemException)
        {
            return null;
        }
    }
}
