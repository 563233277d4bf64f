using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>Channels and levels of recordings.</summary>
public static class SoundMixing
{
    /// <summary>Root mean square to which <see cref="Level"/> brings a recording: 20 dB below full scale.</summary>
    public const float LevelTarget = 0.1f;

    /// <summary>More than this is not amplified: below it lies the noise of silence.</summary>
    private const float LargestGain = 1000;

    /// <summary>The mean of all channels.</summary>
    /// <returns>Shape (frames).</returns>
    public static float[] ToMono(SoundSource sound)
    {
        var samples = sound.Samples.Span;
        if (sound.Channels == 1)
        {
            return samples.ToArray();
        }

        var mono = new float[samples.Length / sound.Channels];
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0f;
            foreach (var sample in samples.Slice(i * sound.Channels, sound.Channels))
            {
                sum += sample;
            }

            mono[i] = sum / sound.Channels;
        }

        return mono;
    }

    /// <summary>Takes the mean away and brings the root mean square to <see cref="LevelTarget"/>, in place.</summary>
    public static void Level(Span<float> samples)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var sample in samples)
        {
            sum += sample;
            squares += (double)sample * sample;
        }

        var mean = sum / Math.Max(1, samples.Length);
        var power = Math.Max(0, (squares / Math.Max(1, samples.Length)) - (mean * mean));
        var gain = (float)Math.Min(LevelTarget / Math.Max(Math.Sqrt(power), 1e-12), LargestGain);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (samples[i] - (float)mean) * gain;
        }
    }
}
