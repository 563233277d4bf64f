using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Sounds;

/// <summary>Chooses the rate, the pace and the length at which recordings are classified.</summary>
internal static class SoundSizing
{
    private const int Looked = 500;
    private const int HighestRate = 16_000; // all that speech needs, and most of any sound
    private const int LowestRate = 4_000;
    private const int MostFrames = 400;
    private const int LeastFrames = 32;

    /// <summary>The median rate, up to 16 kHz; a frame every 10 ms, or every 25 ms where recordings are long; and as many frames
    /// as hold 19 of 20 recordings, up to 400. Longer ones are seen in several windows.</summary>
    /// <exception cref="BadDataException">None of the recordings can be read.</exception>
    public static (MelSettings Mel, int Frames) Choose(IReadOnlyList<DataItem> items, LearningContext context)
    {
        var headers = items.Take(2 * Looked).Select(TryProbe).OfType<SoundHeader>().Take(Looked).ToList();
        context.Cancellation.ThrowIfCancellationRequested();
        if (headers.Count == 0)
        {
            throw new BadDataException("None of the labelled recordings can be read: see the faults, and label others.");
        }

        var rate = Math.Clamp(headers.Select(header => header.SampleRate).Order().ElementAt(headers.Count / 2), LowestRate, HighestRate);
        rate = context.Plan.Whole("sample_rate", rate, LowestRate, 48_000, "hertz; the median of the recordings, up to 16000");
        var seconds = headers.Select(header => header.Seconds).Order().ElementAt(Math.Min(headers.Count - 1, headers.Count * 95 / 100));
        var hop = Math.Clamp(seconds / MostFrames, 0.01, 0.025);
        var mel = MelSettings.Of(rate, hopSeconds: hop);
        var frames = Math.Clamp(((int)Math.Ceiling(seconds / hop) + 15) / 16 * 16, LeastFrames, MostFrames);
        frames = context.Plan.Whole("frames", frames, LeastFrames, 4096, $"of a window, one every {1000 * hop:0.#} ms; 19 of 20 recordings fit into one", 16);
        context.Note(string.Create(null,
            $"Sound is looked at at {rate} Hz as {mel.Bands} mel bands every {1000 * hop:0.#} ms; a window holds {frames * hop:0.00} s."));
        return (mel, frames);
    }

    private static SoundHeader? TryProbe(DataItem item)
    {
        try
        {
            return item.Source switch
            {
                SoundSource sound => new SoundHeader(sound.SampleRate, sound.Channels, sound.Samples.Length / sound.Channels),
                FileSource file => SoundFile.Probe(file.Path, item.Id),
                _ => null,
            };
        }
        catch (BadItemException)
        {
            return null; // reported where all are read
        }
    }
}
