using System.Globalization;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Sounds.Speech;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Methods.Sounds;

/// <summary>A recording with what people marked in it.</summary>
/// <param name="Item">Where it comes from.</param>
/// <param name="Marked">In seconds; types are class numbers.</param>
internal sealed record MarkedRecording(DataItem Item, HeardRecording Sound, IReadOnlyList<TypedSegment> Marked)
{
    private const double Tolerance = 0.1; // seconds: people and other tools round

    /// <summary>Those that can be read; the others are left out and reported.</summary>
    public static List<MarkedRecording> ReadAll(
        IReadOnlyList<DataItem> items, IReadOnlyList<string> classes, SpeechDetector detector, LearningContext context) =>
        ItemReading.All(items, item => Read(item, classes, detector, context.Cancellation), context);

    /// <summary>The marked segments as recordings of their own, each with its class, and those that are heard and overlap none of
    /// them, which are <see cref="SoundSegmenter.Nothing"/>.</summary>
    public IEnumerable<DataItem> Crops(IReadOnlyList<string> classes, SpeechSettings settings)
    {
        var marked = Marked.Select(one => (one.Start, one.End, Class: classes[one.Type]));
        var other = Sound.Segments(settings)
            .Select(one => new TypedSegment(one.Start, one.End, 0)).Where(heard => Marked.All(one => one.Overlap(heard) <= 0))
            .Select(one => (one.Start, one.End, Class: SoundSegmenter.Nothing));
        return marked.Concat(other).Select(one => new DataItem(
            string.Create(CultureInfo.InvariantCulture, $"{Item.Id} at {one.Start:0.00} s"), Sound.Crop(one.Start, one.End))
        {
            ReadTruth = () => [new Answer { Id = "label", Control = "label", Labels = [one.Class] }],
        });
    }

    private static MarkedRecording Read(DataItem item, IReadOnlyList<string> classes, SpeechDetector detector, CancellationToken cancellation)
    {
        var marked = ItemTruth.SegmentsOf(item, classes);
        var sound = HeardRecording.Read(item, detector, cancellation);
        var outside = marked.Where(one => one.End > sound.Seconds + Tolerance).Select(one => (TypedSegment?)one).FirstOrDefault();
        return outside is { } beyond
            ? throw new BadItemException(new Fault(item.Id, string.Create(CultureInfo.InvariantCulture,
                $"Its segment from {beyond.Start:0.###} to {beyond.End:0.###} s ends after the recording, which is {sound.Seconds:0.###} s long: correct its times, which are in seconds.")))
            : new MarkedRecording(item, sound, marked);
    }
}
