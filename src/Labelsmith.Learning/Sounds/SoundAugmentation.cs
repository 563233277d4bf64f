using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Sounds;

/// <summary>Makes another recording of the same class: earlier or later, faster or slower, higher or lower, louder or quieter, with
/// noise, and with stretches of time and frequency taken out.</summary>
/// <remarks>On the spectrogram, for that is cheap; the stretches are those of Park et al. (2019), "SpecAugment", arXiv:1904.08779.</remarks>
public sealed record SoundAugmentation
{
    private readonly SoundInput _input;
    private readonly float[] _noise;

    public SoundAugmentation(SoundInput input)
    {
        _input = input;
        // what white noise at the level of a recording gives each band
        var mel = new LogMel(input.Mel);
        var power = SoundMixing.LevelTarget * SoundMixing.LevelTarget * 0.375 * input.Mel.Window; // 0.375: the mean of Hann's square
        _noise = [.. mel.BandWeights.Select(weight => (float)(weight * power))];
    }

    /// <summary>Most of the logarithm of the pace, either way.</summary>
    public float Tempo { get; init; } = 0.15f;

    /// <summary>Most that it is made higher or lower, as a share of the bands.</summary>
    public float Pitch { get; init; } = 0.05f;

    /// <summary>Most that it is made louder or quieter, in nepers of power.</summary>
    public float Loudness { get; init; } = 0.7f; // 3 dB

    /// <summary>Of the recordings get noise, 0 to 1.</summary>
    public float NoiseShare { get; init; } = 0.5f;

    /// <summary>How many of time, and of frequency, are taken out.</summary>
    public int Stretches { get; init; } = 2;

    /// <summary>Most of the bands that one of them takes out, 0 to 1.</summary>
    public float BandStretch { get; init; } = 0.12f;

    /// <summary>Most of the frames that one of them takes out, 0 to 1.</summary>
    public float TimeStretch { get; init; } = 0.12f;

    /// <summary>For variants by which a guess is made: moved, hardly faster or slower, nothing taken out.</summary>
    public SoundAugmentation Weaker() => this with { Tempo = Tempo / 3, Pitch = Pitch / 3, Loudness = Loudness / 2, NoiseShare = 0, Stretches = 0 };

    /// <summary>For variants that are to be recognised all the same.</summary>
    public SoundAugmentation Stronger() =>
        this with { Tempo = 1.5f * Tempo, Pitch = 1.5f * Pitch, NoiseShare = MathF.Max(NoiseShare, 0.75f), BandStretch = 2 * BandStretch, TimeStretch = 2 * TimeStretch };

    /// <summary>Draws a variant, normalised.</summary>
    /// <param name="into">Shape (bands × frames of the input).</param>
    public void Apply(Spectrogram sound, Random random, Span<float> into)
    {
        var (bands, frames) = (_input.Mel.Bands, _input.Frames);
        var pace = MathF.Exp(Spread(random) * Tempo); // frames of the recording a frame of the input
        var spare = frames - (sound.Frames / pace);
        var start = -random.NextSingle() * spare * pace; // anywhere, but with as much of the recording as there is room for
        var (stretch, shift) = (1 + (Spread(random) * Pitch), Spread(random) * Pitch * bands / 2);
        var louder = Spread(random) * Loudness;
        var noise = random.NextDouble() < NoiseShare ? MathF.Pow(10, -1 - (3 * random.NextSingle())) : 0; // 10 to 40 dB below
        var silence = MathF.Log((float)_input.Mel.Floor);
        for (var band = 0; band < bands; band++)
        {
            var row = into.Slice(band * frames, frames);
            var from = Math.Clamp((band * stretch) + shift, 0, bands - 1);
            var (mean, scale) = (_input.Mean[band], 1 / _input.Deviation[band]);
            for (var frame = 0; frame < frames; frame++)
            {
                var value = Sample(sound, start + (frame * pace), from, silence) + louder;
                if (noise > 0)
                {
                    // the power of noise in a band is about gamma-distributed
                    value = MathF.Log(MathF.Exp(value) - (0.5f * noise * _noise[band] * MathF.Log(Positive(random) * Positive(random))));
                }

                row[frame] = (value - mean) * scale;
            }
        }

        TakeOut(into, bands, frames, random);
    }

    /// <summary>Bilinear; outside of the recording is silence.</summary>
    private static float Sample(Spectrogram sound, float time, float band, float silence)
    {
        var (left, below) = ((int)MathF.Floor(time), (int)band);
        var (after, above) = (time - left, band - below);
        var higher = Math.Min(below + 1, sound.Bands - 1);
        return (At(left) * (1 - after)) + (At(left + 1) * after);

        float At(int frame) => frame < 0 || frame >= sound.Frames
            ? silence
            : (sound.Values[(frame * sound.Bands) + below] * (1 - above)) + (sound.Values[(frame * sound.Bands) + higher] * above);
    }

    /// <summary>Puts the mean, 0, in place of a few bands and a few moments.</summary>
    private void TakeOut(Span<float> into, int bands, int frames, Random random)
    {
        for (var i = 0; i < Stretches; i++)
        {
            var (height, width) = (random.Next(Math.Min(bands, (int)(BandStretch * bands)) + 1), random.Next(Math.Min(frames, (int)(TimeStretch * frames)) + 1));
            var (bottom, left) = (random.Next(bands - height + 1), random.Next(frames - width + 1));
            into.Slice(bottom * frames, height * frames).Clear();
            for (var band = 0; band < bands; band++)
            {
                into.Slice((band * frames) + left, width).Clear();
            }
        }
    }

    private static float Spread(Random random) => (2 * random.NextSingle()) - 1;

    private static float Positive(Random random) => 1 - random.NextSingle();
}
