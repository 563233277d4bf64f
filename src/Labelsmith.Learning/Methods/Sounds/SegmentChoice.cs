using System.Globalization;
using Labelsmith.Learning.Sounds.Speech;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Methods.Sounds;

/// <summary>How segments have to be found so that they are those that people marked: one person ends a segment at each breath, another
/// at the end of a sentence.</summary>
internal static class SegmentChoice
{
    private static readonly double[] _thresholds = [0.5, 0.3, 0.7];
    private static readonly double[] _silences = [0.1, 0.05, 0.2, 0.4, 0.8];
    private static readonly double[] _paddings = [0.03, 0, 0.06, 0.12];

    /// <summary>The settings by which most marked segments are found, whatever their types; of equally good ones those by which most
    /// time agrees. The usual ones where nothing is marked.</summary>
    public static SpeechSettings Choose(IReadOnlyList<MarkedRecording> recordings, LearningContext context)
    {
        var usual = new SpeechSettings();
        if (recordings.All(recording => recording.Marked.Count == 0))
        {
            return usual;
        }

        var tried =
            from threshold in _thresholds
            from silence in _silences
            from padding in _paddings
            let settings = usual with { Threshold = threshold, LeastSilence = silence, Padding = padding }
            let score = Score(recordings, settings, context.Cancellation)
            select (Settings: settings, Score: score);
        var (best, found) = tried.MaxBy(one => one.Score); // the first of equals, so the usual ones
        context.Note(string.Create(CultureInfo.InvariantCulture,
            $"Segments are found from a probability of speech of {best.Threshold:0.0} on, go on over pauses up to {best.LeastSilence:0.00} s, and get {best.Padding:0.00} s at both ends: of {_thresholds.Length * _silences.Length * _paddings.Length} settings the one that agrees best with the labelled recordings, segment F1 {found.Segments:0.000} whatever the types."));
        return best;
    }

    private static (double Segments, double Time) Score(
        IReadOnlyList<MarkedRecording> recordings, SpeechSettings settings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (counts, times) = (default(SpanF1.Counts), default(TimeF1.Times));
        foreach (var recording in recordings)
        {
            TypedSegment[] marked = [.. recording.Marked.Select(segment => segment with { Type = 0 })];
            TypedSegment[] heard = [.. recording.Sound.Segments(settings).Select(one => new TypedSegment(one.Start, one.End, 0))];
            counts += SegmentF1.Count(marked, heard);
            times += TimeF1.Measure(marked, heard);
        }

        return (counts.F1, times.F1);
    }
}
