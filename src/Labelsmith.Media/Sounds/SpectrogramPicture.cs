using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>Recordings as pictures: time to the right, frequency upwards, the louder the brighter.</summary>
public static class SpectrogramPicture
{
    private const double RangeDecibel = 70; // below the loudest: black
    private const int HighestRate = 16_000;

    /// <summary>Colours from silence to loudest, with even steps of lightness.</summary>
    private static readonly (byte Red, byte Green, byte Blue)[] _ramp =
        [(8, 6, 24), (52, 18, 98), (120, 30, 109), (188, 55, 84), (237, 105, 37), (251, 176, 45), (252, 250, 190)];

    /// <summary>A picture of the whole recording.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels: as many mel bands.</param>
    public static PixelSource Of(SoundSource sound, int width, int height)
    {
        if (width < 1 || height < 1)
        {
            throw new ArgumentException($"A picture needs a positive size, not {width} x {height}.", nameof(width));
        }

        var rate = Math.Min(sound.SampleRate, HighestRate);
        var samples = Resampler.Resample(SoundMixing.ToMono(sound), sound.SampleRate, rate);
        SoundMixing.Level(samples);
        var settings = MelSettings.Of(rate, height);
        var hop = Math.Max(1, (samples.Length - settings.Window) / Math.Max(1, width - 1));
        var mel = new LogMel(settings with { Hop = hop });
        var frames = mel.FrameCount(samples.Length);
        var values = mel.Of(samples);
        var top = values.Max();
        var range = (float)(RangeDecibel * Math.Log(10) / 10);
        var pixels = new byte[width * height * 3];
        for (var x = 0; x < width; x++)
        {
            var frame = (int)((long)x * frames / width);
            for (var y = 0; y < height; y++)
            {
                var value = values[(frame * height) + height - 1 - y];
                Paint(1 - ((top - value) / range), pixels.AsSpan(((y * width) + x) * 3, 3));
            }
        }

        return new PixelSource(width, height, 3, pixels);
    }

    private static void Paint(float loudness, Span<byte> pixel)
    {
        var place = Math.Clamp(loudness, 0, 1) * (_ramp.Length - 1);
        var below = Math.Min((int)place, _ramp.Length - 2);
        var (from, to, share) = (_ramp[below], _ramp[below + 1], place - below);
        pixel[0] = Between(from.Red, to.Red, share);
        pixel[1] = Between(from.Green, to.Green, share);
        pixel[2] = Between(from.Blue, to.Blue, share);
    }

    private static byte Between(byte from, byte to, float share) => (byte)(from + (share * (to - from)));
}
