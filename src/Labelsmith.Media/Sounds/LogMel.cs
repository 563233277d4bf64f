using System.Buffers;

namespace Labelsmith.Media.Sounds;

/// <summary>Log-mel spectrograms: how much power each band of frequencies has, frame by frame.</summary>
/// <remarks>Davis and Mermelstein (1980), doi:10.1109/TASSP.1980.1163420, without their last step, the cosine transform. A band is
/// a triangle over the power spectrum, from the centre of the band below to that of the band above, its peak 1; the centres are
/// evenly spaced in mel = 2595 · log10(1 + Hz / 700). May be used by many threads.</remarks>
public sealed class LogMel
{
    private readonly Fourier _fourier;
    private readonly double[] _window;
    private readonly (int First, double[] Weights)[] _bands;

    public LogMel(MelSettings settings)
    {
        if (settings.Window < 1 || settings.Window > settings.Transform || settings.Hop < 1 || settings.Bands < 1
            || !(settings.LowHertz >= 0 && settings.HighHertz > settings.LowHertz && settings.Floor > 0))
        {
            throw new ArgumentException($"These settings make no spectrogram: {settings}.", nameof(settings));
        }

        Settings = settings;
        _fourier = new Fourier(settings.Transform);
        _window = [.. Enumerable.Range(0, settings.Window).Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / settings.Window)))];
        _bands = Triangles(settings);
    }

    public MelSettings Settings { get; }

    /// <summary>Shape (bands): the sum of each triangle's weights.</summary>
    public IReadOnlyList<double> BandWeights => [.. _bands.Select(band => band.Weights.Sum())];

    /// <summary>How many frames so many samples give: frame t begins at sample t · hop, and the last one is the first that
    /// reaches the end; what it lacks is silence. At least 1.</summary>
    public int FrameCount(int samples) =>
        samples <= Settings.Window ? 1 : 1 + ((samples - Settings.Window + Settings.Hop - 1) / Settings.Hop);

    /// <summary>The natural logarithm of each band's power plus the floor.</summary>
    /// <param name="samples">Shape (samples), of the settings' rate.</param>
    /// <returns>Shape (frames × bands).</returns>
    public float[] Of(ReadOnlySpan<float> samples)
    {
        var frames = FrameCount(samples.Length);
        var (length, bands) = (Settings.Transform, Settings.Bands);
        var result = new float[frames * bands];
        var room = ArrayPool<double>.Shared.Rent(3 * length);
        var real = room.AsSpan(0, length);
        var imaginary = room.AsSpan(length, length);
        var power = room.AsSpan(2 * length, (length / 2) + 1);
        for (var frame = 0; frame < frames; frame++)
        {
            var from = frame * Settings.Hop;
            var count = Math.Clamp(samples.Length - from, 0, Settings.Window);
            for (var i = 0; i < count; i++)
            {
                real[i] = samples[from + i] * _window[i];
            }

            real[count..].Clear();
            _fourier.Power(real, imaginary, power);
            for (var band = 0; band < bands; band++)
            {
                result[(frame * bands) + band] = (float)Math.Log(PowerOf(_bands[band], power) + Settings.Floor);
            }
        }

        ArrayPool<double>.Shared.Return(room);
        return result;
    }

    private static double PowerOf((int First, double[] Weights) band, ReadOnlySpan<double> power)
    {
        var sum = 0.0;
        for (var i = 0; i < band.Weights.Length; i++)
        {
            sum += band.Weights[i] * power[band.First + i];
        }

        return sum;
    }

    private static (int First, double[] Weights)[] Triangles(MelSettings settings)
    {
        var (low, high) = (ToMel(settings.LowHertz), ToMel(settings.HighHertz));
        double Corner(int i) => ToHertz(low + ((high - low) * i / (settings.Bands + 1)));
        var spacing = (double)settings.SampleRate / settings.Transform; // hertz from one frequency to the next
        var bands = new (int, double[])[settings.Bands];
        for (var band = 0; band < bands.Length; band++)
        {
            var (left, centre, right) = (Corner(band), Corner(band + 1), Corner(band + 2));
            var first = (int)Math.Ceiling(left / spacing);
            var last = Math.Min((int)Math.Floor(right / spacing), settings.Transform / 2);
            bands[band] = (first, [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(i =>
                Math.Max(0, Math.Min(((i * spacing) - left) / (centre - left), (right - (i * spacing)) / (right - centre))))]);
        }

        return bands;
    }

    private static double ToMel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double ToHertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
