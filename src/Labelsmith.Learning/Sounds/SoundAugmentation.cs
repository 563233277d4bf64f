using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Sounds;

/// <summary>Makes another recording of the same class: earlier or later, faster or slower, higher or lower, louder or quieter, with
/// noise, and with stretches of time and frequency taken out.</summary>
/// <remarks>On the spectrogram, for that is cheap; the stretches are those of Park et al. (2019), "SpecAugment", arXiv:1904.08779.</remarks>
public sealed class SoundAugmentation
{
    private const float Tempo = 0.15f; // either way, of the logarithm
    private const float Pitch = 0.05f; // of the bands, either way
    private const float Loudness = 0.7f; // nepers of power, either way: 3 dB
    private const double NoiseShare = 0.5;
    private const int Stretches = 2; // of time, and of frequency
    private const float BandStretch = 0.12f; // at most, of the bands
    private const float TimeStretch = 0.12f; // at most, of the frames

    /// <summary>How much pace, pitch and loudness change, and whether stretches are taken out: 1 as stated, 0 not at all.</summary>
    public float Change { get; init; } = 1;

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

    /// <summary>Draws a variant, normalised.</summary>
    /// <param name="into">Shape (bands × frames of the input).</param>
    public void Apply(Spectrogram sound, Random random, Span<float> into)
    {
        var (bands, frames) = (_input.Mel.Bands, _input.Frames);
        var pace = MathF.Exp(Spread(random) * Change * Tempo); // frames of the recording a frame of the input
        var spare = frames - (sound.Frames / pace);
        var start = -random.NextSingle() * spare * pace; // anywhere, but with as much of the recording as there is room for
        var (stretch, shift) = (1 + (Spread(random) * Change * Pitch), Spread(random) * Change * Pitch * bands / 2);
        var louder = Spread(random) * Change * Loudness;
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

        if (Change > 0)
        {
            TakeOut(into, bands, frames, random);
        }
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
    private static void TakeOut(Span<float> into, int bands, int frames, Random random)
    {
        for (var i = 0; i < Stretches; i++)
        {
            var (height, width) = (random.Next((int)(BandStretch * bands) + 1), random.Next((int)(TimeStretch * frames) + 1));
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
