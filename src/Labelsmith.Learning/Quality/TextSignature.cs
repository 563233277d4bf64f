using System.Text;

namespace Labelsmith.Learning.Quality;

/// <summary>The set of all runs of five letters of a text, and its MinHash.</summary>
/// <remarks>Broder (1997), "On the resemblance and containment of documents", doi:10.1109/SEQUEN.1997.666900; banding after Leskovec et al., "Mining of
/// Massive Datasets", chapter 3. Case, punctuation at the ends and the width of spaces do not count.</remarks>
internal sealed class TextSignature : ISignature
{
    private const int Run = 5;
    private const int Rows = 4; // a band
    private const int BandCount = 16;
    private const int MostLetters = 20_000; // the beginning of a long text tells
    private const int LeastRuns = 20; // shorter texts resemble each other by chance: only equal ones are near
    private const double LeastResemblance = 0.85;

    private static readonly (ulong Times, ulong Plus)[] _permutations = Permutations();

    private readonly uint[] _runs; // sorted
    private readonly ulong[] _buckets;

    private TextSignature(uint[] runs, ulong[] buckets) => (_runs, _buckets) = (runs, buckets);

    public static TextSignature Of(string text)
    {
        var letters = Normalise(text);
        var runs = new HashSet<uint>();
        for (var i = 0; i + Run <= letters.Length; i++)
        {
            var hash = 2166136261u; // FNV-1a
            for (var k = 0; k < Run; k++)
            {
                hash = (hash ^ letters[i + k]) * 16777619u;
            }

            runs.Add(hash);
        }

        if (runs.Count < LeastRuns)
        {
            var whole = letters.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL);
            return new TextSignature([], [.. Enumerable.Repeat(whole, BandCount)]);
        }

        uint[] sorted = [.. runs];
        Array.Sort(sorted);
        return new TextSignature(sorted, Buckets(sorted));
    }

    public int Bands => BandCount;

    public ulong Order => (ulong)_runs.Length;

    public ulong Bucket(int band) => _buckets[band];

    public bool IsNear(ISignature other) => other is TextSignature text
        && (_runs.Length == 0 || text._runs.Length == 0
            ? _runs.Length == text._runs.Length && _buckets[0] == text._buckets[0]
            : Resemblance(text) >= LeastResemblance);

    /// <summary>How many runs both have, of those that either has (Jaccard).</summary>
    private double Resemblance(TextSignature other)
    {
        var (both, i, k) = (0, 0, 0);
        while (i < _runs.Length && k < other._runs.Length)
        {
            var (one, two) = (_runs[i], other._runs[k]);
            both += one == two ? 1 : 0;
            i += one <= two ? 1 : 0;
            k += two <= one ? 1 : 0;
        }

        return (double)both / (_runs.Length + other._runs.Length - both);
    }

    private static string Normalise(string text)
    {
        var letters = new StringBuilder(Math.Min(text.Length, MostLetters));
        var isSpace = true;
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, MostLetters)))
        {
            if (!char.IsWhiteSpace(letter))
            {
                letters.Append(char.ToLowerInvariant(letter));
            }
            else if (!isSpace)
            {
                letters.Append(' ');
            }

            isSpace = char.IsWhiteSpace(letter);
        }

        return letters.ToString().Trim();
    }

    private static ulong[] Buckets(uint[] runs)
    {
        Span<uint> least = stackalloc uint[Rows * BandCount];
        least.Fill(uint.MaxValue);
        foreach (var run in runs)
        {
            for (var i = 0; i < least.Length; i++)
            {
                least[i] = Math.Min(least[i], (uint)(((run * _permutations[i].Times) + _permutations[i].Plus) >> 32));
            }
        }

        var buckets = new ulong[BandCount];
        for (var band = 0; band < BandCount; band++)
        {
            var hash = 14695981039346656037UL;
            foreach (var value in least.Slice(band * Rows, Rows))
            {
                hash = (hash ^ value) * 1099511628211UL;
            }

            buckets[band] = hash;
        }

        return buckets;
    }

    private static (ulong Times, ulong Plus)[] Permutations()
    {
        var random = new Random(20061); // any; the same for ever, so that findings are
        return [.. Enumerable.Range(0, Rows * BandCount).Select(_ => ((ulong)random.NextInt64() | 1, (ulong)random.NextInt64()))];
    }
}
