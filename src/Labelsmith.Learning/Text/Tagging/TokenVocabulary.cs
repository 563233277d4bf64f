using System.Runtime.InteropServices;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Which buckets of <see cref="TokenFeatures"/> have a column.</summary>
internal sealed class TokenVocabulary
{
    private const int MostColumns = 1 << 18;

    private readonly int[] _buckets;
    private readonly Dictionary<int, int> _columns;

    public TokenVocabulary(int[] buckets)
    {
        _buckets = buckets;
        _columns = buckets.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
    }

    public int ColumnCount => _buckets.Length;

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> Buckets => _buckets;

    /// <summary>Those that occur at least twice, the most frequent ones where there are more than a few hundred thousand.</summary>
    public static TokenVocabulary Fit(IEnumerable<TaggedText> texts)
    {
        var times = new Dictionary<int, int>();
        foreach (var bucket in texts.SelectMany(text => text.Features).SelectMany(features => features))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(times, bucket, out _)++;
        }

        return new TokenVocabulary(
        [
            .. times.Where(entry => entry.Value > 1).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key)
                .Take(MostColumns).Select(entry => entry.Key).Order(),
        ]);
    }

    /// <summary>The column that every token has.</summary>
    public int Always => _columns[TokenFeatures.Always];

    /// <summary>By token: the columns of what is seen of it; what was never seen before has none.</summary>
    public int[][] Columns(ReadOnlySpan<int[]> features)
    {
        var columns = new int[features.Length][];
        for (var token = 0; token < columns.Length; token++)
        {
            var known = new List<int>(features[token].Length);
            foreach (var bucket in features[token])
            {
                if (_columns.TryGetValue(bucket, out var column))
                {
                    known.Add(column);
                }
            }

            columns[token] = [.. known];
        }

        return columns;
    }
}
