namespace Labelsmith.Media.Sounds;

/// <summary>The discrete Fourier transform of real numbers.</summary>
/// <remarks>Cooley and Tukey (1965), doi:10.1090/S0025-5718-1965-0178586-1, radix 2. Tables are made once; may be used by many threads.</remarks>
internal sealed class Fourier
{
    private readonly int[] _reversed;
    private readonly double[] _cosines;
    private readonly double[] _sines;

    /// <param name="length">A power of two.</param>
    public Fourier(int length)
    {
        if (length < 2 || (length & (length - 1)) != 0)
        {
            throw new ArgumentException($"The length must be a power of two, not {length}.", nameof(length));
        }

        _reversed = new int[length];
        for (var i = 1; i < length; i++)
        {
            _reversed[i] = (_reversed[i >> 1] >> 1) | ((i & 1) == 1 ? length >> 1 : 0);
        }

        (_cosines, _sines) = (new double[length / 2], new double[length / 2]);
        for (var i = 0; i < length / 2; i++)
        {
            (_sines[i], _cosines[i]) = Math.SinCos(-2 * Math.PI * i / length);
        }
    }

    /// <summary>|X|² of the frequencies from 0 to the Nyquist frequency.</summary>
    /// <param name="real">Shape (length): the numbers; destroyed.</param>
    /// <param name="imaginary">Shape (length): room to work in.</param>
    /// <param name="power">Shape (length / 2 + 1).</param>
    public void Power(Span<double> real, Span<double> imaginary, Span<double> power)
    {
        var length = _reversed.Length;
        imaginary.Clear();
        for (var i = 0; i < length; i++)
        {
            if (i < _reversed[i])
            {
                (real[i], real[_reversed[i]]) = (real[_reversed[i]], real[i]);
            }
        }

        for (var half = 1; half < length; half *= 2)
        {
            var stride = length / (2 * half);
            for (var start = 0; start < length; start += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (upper, lower) = (start + k, start + k + half);
                    var (cos, sin) = (_cosines[k * stride], _sines[k * stride]);
                    var re = (real[lower] * cos) - (imaginary[lower] * sin);
                    var im = (real[lower] * sin) + (imaginary[lower] * cos);
                    (real[lower], imaginary[lower]) = (real[upper] - re, imaginary[upper] - im);
                    (real[upper], imaginary[upper]) = (real[upper] + re, imaginary[upper] + im);
                }
            }
        }

        for (var i = 0; i < power.Length; i++)
        {
            power[i] = (real[i] * real[i]) + (imaginary[i] * imaginary[i]);
        }
    }
}
