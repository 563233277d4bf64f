using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Sounds;

/// <summary>How a spectrogram becomes the input of a network: the same in training and in use.</summary>
/// <param name="Mel">How sound becomes a spectrogram.</param>
/// <param name="Frames">That the network looks at at once.</param>
/// <param name="Mean">Shape (bands).</param>
/// <param name="Deviation">Shape (bands).</param>
public sealed record SoundInput(MelSettings Mel, int Frames, IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    private const int MostWindows = 10;

    /// <summary>With mean and deviation of each band over all frames.</summary>
    public static SoundInput Of(MelSettings mel, int frames, IReadOnlyList<Spectrogram> sounds)
    {
        var (sum, squares, count) = (new double[mel.Bands], new double[mel.Bands], 0L);
        foreach (var sound in sounds)
        {
            for (var i = 0; i < sound.Values.Length; i++)
            {
                double value = sound.Values[i];
                sum[i % mel.Bands] += value;
                squares[i % mel.Bands] += value * value;
            }

            count += sound.Frames;
        }

        var mean = Array.ConvertAll(sum, one => one / Math.Max(1, count));
        var deviation = squares.Select((one, band) => Math.Sqrt(Math.Max((one / Math.Max(1, count)) - (mean[band] * mean[band]), 1e-2)));
        return new SoundInput(mel, frames, [.. mean.Select(one => (float)one)], [.. deviation.Select(one => (float)one)]);
    }

    /// <summary>Where the windows begin that together show a recording: one around a short one, else some that overlap by half,
    /// spread evenly.</summary>
    public IReadOnlyList<int> Starts(int frames)
    {
        var beyond = frames - Frames;
        if (beyond <= 0)
        {
            return [beyond / 2];
        }

        var count = Math.Min(MostWindows, 1 + ((2 * beyond + Frames - 1) / Frames));
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * beyond / (count - 1)))];
    }

    /// <summary>Normalises a window; what lies outside of the recording is silence.</summary>
    /// <param name="start">The recording's frame that comes first; may be negative.</param>
    /// <param name="into">Shape (bands × Frames).</param>
    public void Normalise(Spectrogram sound, int start, Span<float> into)
    {
        var silence = MathF.Log((float)Mel.Floor);
        for (var band = 0; band < Mel.Bands; band++)
        {
            var (mean, scale) = (Mean[band], 1 / Deviation[band]);
            for (var frame = 0; frame < Frames; frame++)
            {
                var from = start + frame;
                var value = from >= 0 && from < sound.Frames ? sound.Values[(from * Mel.Bands) + band] : silence;
                into[(band * Frames) + frame] = (value - mean) * scale;
            }
        }
    }

    /// <summary>A normalised window as people read one: time to the right, frequency upwards, the louder the brighter.</summary>
    /// <param name="window">Shape (bands × Frames).</param>
    public PixelSource Picture(ReadOnlySpan<float> window)
    {
        const float least = -2.5f, most = 2.5f; // deviations
        var pixels = new byte[window.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, frame) = (i / Frames, i % Frames);
            var value = window[((Mel.Bands - 1 - row) * Frames) + frame];
            pixels[i] = (byte)(255 * (Math.Clamp(value, least, most) - least) / (most - least));
        }

        return new PixelSource(Frames, Mel.Bands, 1, pixels);
    }
}
