using System.Numerics;

namespace Labelsmith.Media.Sounds;

/// <summary>How sound becomes a log-mel spectrogram.</summary>
/// <param name="SampleRate">Of the samples, in hertz.</param>
/// <param name="Window">Samples that a frame looks at, under a periodic Hann window.</param>
/// <param name="Hop">Samples from one frame to the next.</param>
/// <param name="Transform">Length of the Fourier transform, a power of two; a window that is shorter is filled up with zeros.</param>
/// <param name="Bands">How many bands, evenly spaced in mel.</param>
/// <param name="LowHertz">Where the first band begins.</param>
/// <param name="HighHertz">Where the last band ends, at most half of the sample rate.</param>
/// <param name="Floor">Added to the power of a band before its logarithm is taken.</param>
public sealed record MelSettings(
    int SampleRate, int Window, int Hop, int Transform, int Bands, double LowHertz, double HighHertz, double Floor)
{
    /// <summary>Windows of 25 ms, from 20 Hz to the Nyquist frequency; a transform fine enough that no band is empty.</summary>
    /// <param name="hopSeconds">From one frame to the next; 10 ms are usual for speech.</param>
    public static MelSettings Of(int sampleRate, int bands = 64, double hopSeconds = 0.01)
    {
        var window = Math.Max(2, (int)Math.Round(0.025 * sampleRate));
        var hop = Math.Max(1, (int)Math.Round(hopSeconds * sampleRate));
        var transform = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * window));
        return new MelSettings(sampleRate, window, hop, transform, bands, 20, sampleRate / 2.0, 1e-4);
    }
}
