namespace Labelsmith.Media.Sounds;

/// <summary>Changes the sample rate, with a low-pass filter against aliases.</summary>
/// <remarks>Band-limited interpolation by a sinc under a Kaiser window, exact for every ratio of two rates: Smith and Gossett (1984),
/// doi:10.1109/ICASSP.1984.1172555. What lies above the Nyquist frequency of the lower rate is damped by 80 dB; what lies below
/// 84 % of it passes.</remarks>
public static class Resampler
{
    /// <summary>The highest rate that can be asked for, in hertz.</summary>
    public const int HighestRate = 192_000;

    private const int Crossings = 32; // zero crossings of the sinc on either side
    private const double Damping = 80; // dB
    private const double Beta = 0.1102 * (Damping - 8.7); // Kaiser's formulas

    // the width of the transition, in parts of the Nyquist frequency
    private const double Transition = (Damping - 8) / (2.285 * 2 * Crossings * Math.PI);

    /// <param name="samples">Shape (frames), of one channel.</param>
    /// <param name="from">Their rate, in hertz.</param>
    /// <param name="to">The wanted rate, in hertz, up to <see cref="HighestRate"/>.</param>
    /// <returns>Shape (⌈frames · to / from⌉); before the first sample and after the last one it is silent.</returns>
    public static float[] Resample(float[] samples, int from, int to)
    {
        if (from < 1 || to is < 1 or > HighestRate)
        {
            throw new ArgumentException($"Rates lie between 1 and {HighestRate} Hz, not at {from} and {to}.", nameof(to));
        }

        if (from == to)
        {
            return samples;
        }

        var divisor = Gcd(from, to);
        var (up, down) = (to / divisor, from / divisor); // output n lies at input n · down / up
        var cutoff = Math.Min(1, (double)to / from) * (1 - (Transition / 2)); // in parts of the input's Nyquist frequency
        var half = (int)Math.Ceiling(Crossings / cutoff);
        var phases = new float[up][];
        var result = new float[((long)samples.Length * up / down) + ((long)samples.Length * up % down == 0 ? 0 : 1)];
        for (var n = 0; n < result.Length; n++)
        {
            var (at, phase) = ((int)((long)n * down / up), (int)((long)n * down % up));
            var kernel = phases[phase] ??= Kernel((double)phase / up, cutoff, half);
            var first = at - half + 1;
            var sum = 0f;
            for (var k = Math.Max(0, -first); k < Math.Min(kernel.Length, samples.Length - first); k++)
            {
                sum += kernel[k] * samples[first + k];
            }

            result[n] = sum;
        }

        return result;
    }

    /// <summary>Weights of the samples around a place that lies <paramref name="fraction"/> after one of them; they sum to 1.</summary>
    private static float[] Kernel(double fraction, double cutoff, int half)
    {
        var kernel = new double[2 * half];
        for (var k = 0; k < kernel.Length; k++)
        {
            var distance = k - half + 1 - fraction;
            var x = Math.PI * cutoff * distance;
            var inside = 1 - (distance / half * distance / half);
            kernel[k] = inside <= 0 ? 0 : (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x) * Bessel(Beta * Math.Sqrt(inside));
        }

        var sum = kernel.Sum();
        return Array.ConvertAll(kernel, weight => (float)(weight / sum));
    }

    /// <summary>The modified Bessel function of the first kind and order zero, by its power series.</summary>
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-12 * sum; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }

    private static int Gcd(int one, int other) => other == 0 ? one : Gcd(other, one % other);
}
