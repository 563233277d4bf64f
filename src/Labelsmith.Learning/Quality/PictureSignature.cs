using System.Numerics;

namespace Labelsmith.Learning.Quality;

/// <summary>A perceptual hash of a picture or a spectrogram: which of its lowest frequencies are above their median, and a thumbnail to be sure.</summary>
/// <remarks>The hash is that of Zauner (2010), "Implementation and benchmarking of perceptual image hash functions". Copies that were scaled, compressed or
/// made a little lighter differ in a few bits; two items are near where, besides, their thumbnails correlate almost fully.</remarks>
internal sealed class PictureSignature : ISignature
{
    /// <summary>Of the thumbnail, in pixels.</summary>
    public const int Side = 16;

    private const int Low = 8; // frequencies a side that are looked at
    private const int MostBits = 7; // then at least one of eight bytes is the same
    private const int Levels = 30; // of the thumbnail, a deviation
    private const double FlatDeviation = 1e-3; // of values 0 to 1

    private static readonly float[] _cosines = Cosines();

    private readonly ulong _hash;
    private readonly sbyte[] _thumbnail;
    private readonly double _length;
    private readonly double _least;
    private readonly float _mean;

    /// <param name="values">Shape (16 × 16), 0 to 1.</param>
    /// <param name="least">Of the correlation of two that are near, below 1.</param>
    public PictureSignature(ReadOnlySpan<float> values, double least)
    {
        _least = least;
        var (mean, deviation) = Moments(values);
        _mean = mean;
        _thumbnail = new sbyte[Side * Side];
        if (deviation < FlatDeviation)
        {
            return; // all of one tone: like others of that tone
        }

        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            _thumbnail[i] = (sbyte)Math.Clamp(MathF.Round((values[i] - mean) / deviation * Levels), -127, 127);
            sum += (double)_thumbnail[i] * _thumbnail[i];
        }

        _length = Math.Sqrt(sum);
        _hash = Hash(values);
    }

    public int Bands => sizeof(ulong);

    public ulong Order => _hash;

    public ulong Bucket(int band) => (_hash >> (8 * band)) & 0xFF;

    public bool IsNear(ISignature other) =>
        other is PictureSignature picture
        && BitOperations.PopCount(_hash ^ picture._hash) <= MostBits
        && (_length == 0 || picture._length == 0
            ? _length == picture._length && Math.Abs(_mean - picture._mean) < 0.01
            : Correlation(picture) >= _least);

    private double Correlation(PictureSignature other)
    {
        var sum = 0;
        for (var i = 0; i < _thumbnail.Length; i++)
        {
            sum += _thumbnail[i] * other._thumbnail[i];
        }

        return sum / (_length * other._length);
    }

    private static (float Mean, float Deviation) Moments(ReadOnlySpan<float> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / values.Length;
        return ((float)mean, (float)Math.Sqrt(Math.Max(0, (squares / values.Length) - (mean * mean))));
    }

    /// <summary>One bit for each of the 8 × 8 lowest frequencies of the cosine transform.</summary>
    private static ulong Hash(ReadOnlySpan<float> values)
    {
        Span<float> rows = stackalloc float[Side * Low];
        Span<float> frequencies = stackalloc float[Low * Low];
        for (var y = 0; y < Side; y++)
        {
            for (var u = 0; u < Low; u++)
            {
                for (var x = 0; x < Side; x++)
                {
                    rows[(y * Low) + u] += values[(y * Side) + x] * _cosines[(u * Side) + x];
                }
            }
        }

        for (var v = 0; v < Low; v++)
        {
            for (var u = 0; u < Low; u++)
            {
                for (var y = 0; y < Side; y++)
                {
                    frequencies[(v * Low) + u] += rows[(y * Low) + u] * _cosines[(v * Side) + y];
                }
            }
        }

        frequencies[0] = 0; // the mean says nothing
        var sorted = frequencies.ToArray();
        Array.Sort(sorted);
        var median = sorted[sorted.Length / 2];
        var hash = 0UL;
        for (var i = 0; i < frequencies.Length; i++)
        {
            hash |= frequencies[i] > median ? 1UL << i : 0;
        }

        return hash;
    }

    private static float[] Cosines()
    {
        var cosines = new float[Low * Side];
        for (var i = 0; i < cosines.Length; i++)
        {
            cosines[i] = MathF.Cos(MathF.PI * (i / Side) * ((2 * (i % Side)) + 1) / (2 * Side));
        }

        return cosines;
    }
}
