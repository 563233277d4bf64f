using System.Runtime.InteropServices;

namespace Labelsmith.Learning.Text;

/// <summary>Turns counts of pieces into vectors: the logarithm of how often a piece stands in the text, times how rare it is
/// among the texts learned from (tf-idf), each kind of pieces scaled to the same length.</summary>
/// <remarks>Spärck Jones (1972), doi:10.1108/eb026526; with scikit-learn's smoothing, idf = ln((1 + n) / (1 + df)) + 1, and
/// tf = 1 + ln(count).</remarks>
internal sealed class FeatureSpace
{
    private readonly int[] _buckets;
    private readonly float[] _rarity;
    private readonly Dictionary<int, int> _columns;

    private FeatureSpace(int[] buckets, float[] rarity)
    {
        _buckets = buckets;
        _rarity = rarity;
        _columns = new Dictionary<int, int>(buckets.Length);
        for (var column = 0; column < buckets.Length; column++)
        {
            _columns[buckets[column]] = column;
        }
    }

    /// <summary>D, the length of a vector.</summary>
    public int ColumnCount => _buckets.Length;

    /// <summary>Where a piece stands in a vector; -1: it is not known.</summary>
    public int ColumnOf(int bucket) => _columns.GetValueOrDefault(bucket, -1);

    /// <summary>Learns which pieces there are.</summary>
    /// <param name="texts">Counts of each text.</param>
    /// <param name="mostColumns">The pieces in most texts stay where there are more.</param>
    public static FeatureSpace Fit(IReadOnlyList<Dictionary<int, int>> texts, int mostColumns)
    {
        var frequency = new Dictionary<int, int>();
        foreach (var bucket in texts.SelectMany(counts => counts.Keys))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(frequency, bucket, out _)++;
        }

        // a piece of one text alone says nothing about others, unless there are few texts
        var least = texts.Count >= 100 ? 2 : 1;
        int[] buckets =
        [
            .. frequency.Where(entry => entry.Value >= least)
                .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key)
                .Take(mostColumns).Select(entry => entry.Key).Order(),
        ];
        return new FeatureSpace(buckets, [.. buckets.Select(bucket => MathF.Log((1f + texts.Count) / (1f + frequency[bucket])) + 1)]);
    }

    /// <summary>As written by <see cref="ToSettings"/>.</summary>
    public static FeatureSpace From(FeatureSpaceSettings settings) => new(
        MemoryMarshal.Cast<byte, int>(settings.Buckets).ToArray(), MemoryMarshal.Cast<byte, float>(settings.Rarity).ToArray());

    public FeatureSpaceSettings ToSettings() => new(
        MemoryMarshal.AsBytes<int>(_buckets).ToArray(), MemoryMarshal.AsBytes<float>(_rarity).ToArray());

    /// <returns>Of length 1, or 0 where the text has no piece that is known.</returns>
    public SparseVector Transform(Dictionary<int, int> counts)
    {
        var entries = new List<(int Column, float Value)>(counts.Count);
        Span<double> squares = stackalloc double[TextFeatures.Kinds];
        foreach (var (bucket, count) in counts)
        {
            if (_columns.TryGetValue(bucket, out var column))
            {
                var value = (1 + MathF.Log(count)) * _rarity[column];
                entries.Add((column, value));
                squares[TextFeatures.KindOf(bucket)] += value * value;
            }
        }

        entries.Sort((left, right) => left.Column.CompareTo(right.Column));
        var kinds = squares.Length - squares.Count(0);
        var columns = new int[entries.Count];
        var values = new float[entries.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = entries[i].Column;
            values[i] = (float)(entries[i].Value / Math.Sqrt(kinds * squares[TextFeatures.KindOf(_buckets[columns[i]])]));
        }

        return new SparseVector(columns, values);
    }
}

/// <summary>A <see cref="FeatureSpace"/> in <c>model.json</c>; bytes are written as base64.</summary>
/// <param name="Buckets">Shape (D), int32, little-endian, ascending: the hash bucket of each column.</param>
/// <param name="Rarity">Shape (D), float32, little-endian: idf of each column.</param>
public sealed record FeatureSpaceSettings(byte[] Buckets, byte[] Rarity);
