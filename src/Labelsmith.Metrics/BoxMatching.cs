namespace Labelsmith.Metrics;

/// <summary>Which found boxes of one image are right, at each of COCO's ten thresholds of IoU.</summary>
/// <remarks>Lin et al. (2014), "Microsoft COCO: Common Objects in Context", arXiv:1405.0312, and its evaluation's definition: from the surest
/// on, each found box takes the free true box of its class that it covers best, one that counts before one that does not.</remarks>
public sealed class BoxMatching
{
    /// <summary>Of each class and image, the surest so many count.</summary>
    public const int MostFound = 100;

    private const int ThresholdCount = 10;

    private BoxMatching(IReadOnlyList<Ranked> found, IReadOnlyDictionary<int, int> truths) => (Found, Truths) = (found, truths);

    /// <summary>0.50, 0.55 … 0.95.</summary>
    public static IReadOnlyList<double> Thresholds { get; } =
        [.. Enumerable.Range(0, ThresholdCount).Select(i => 0.5 + (i * ((0.95 - 0.5) / (ThresholdCount - 1))))];

    /// <summary>What became of a found box; bit t of the masks speaks of <see cref="Thresholds"/> t.</summary>
    /// <param name="Right">It matches an object that counts.</param>
    /// <param name="Ignored">It counts for nothing.</param>
    internal readonly record struct Ranked(int Class, double Score, int Right, int Ignored);

    /// <summary>By class, surest first.</summary>
    internal IReadOnlyList<Ranked> Found { get; }

    /// <summary>Class → how many objects of it count.</summary>
    internal IReadOnlyDictionary<int, int> Truths { get; }

    /// <summary>Matches the boxes of one image.</summary>
    /// <param name="truth">In any order.</param>
    /// <param name="found">In any order; of equal scores the first comes first.</param>
    /// <param name="area">Which sizes count; null: all.</param>
    public static BoxMatching Of(IReadOnlyList<TrueBox> truth, IReadOnlyList<FoundBox> found, AreaRange? area = null)
    {
        var range = area ?? AreaRange.All;
        var ranked = new List<Ranked>();
        var truths = new Dictionary<int, int>();
        foreach (var label in truth.Select(box => box.Class).Concat(found.Select(box => box.Class)).Distinct().Order())
        {
            var real = truth.Where(box => box.Class == label).OrderBy(box => IsIgnored(box, range)).ToArray(); // stable
            var counted = real.Count(box => !IsIgnored(box, range));
            if (counted > 0)
            {
                truths[label] = counted;
            }

            ranked.AddRange(Match(label, real, counted, [.. found.Where(box => box.Class == label).OrderByDescending(box => box.Score).Take(MostFound)], range));
        }

        return new BoxMatching(ranked, truths);
    }

    /// <param name="truth">Those that count, then those that do not.</param>
    private static Ranked[] Match(int label, TrueBox[] truth, int counted, FoundBox[] found, AreaRange range)
    {
        var (right, ignored) = (new int[found.Length], new int[found.Length]);
        var overlaps = Array.ConvertAll(found, box => Array.ConvertAll(truth, real => BoxOverlap.Of(box, real)));
        var taken = new bool[truth.Length];
        for (var t = 0; t < ThresholdCount; t++)
        {
            Array.Clear(taken);
            for (var i = 0; i < found.Length; i++)
            {
                var best = Best(overlaps[i], truth, counted, taken, Math.Min(Thresholds[t], 1 - 1e-10));
                if (best >= 0)
                {
                    taken[best] = true;
                    (best < counted ? right : ignored)[i] |= 1 << t;
                }
                else if (!range.Holds(found[i].Width * found[i].Height))
                {
                    ignored[i] |= 1 << t;
                }
            }
        }

        return [.. found.Select((box, i) => new Ranked(label, box.Score, right[i], ignored[i]))];
    }

    /// <summary>The true box that is covered best, at least by <paramref name="least"/>; of equal ones the last; -1: none.</summary>
    private static int Best(double[] overlaps, TrueBox[] truth, int counted, bool[] taken, double least)
    {
        var best = -1;
        for (var i = 0; i < truth.Length && !(best >= 0 && best < counted && i >= counted); i++)
        {
            if ((!taken[i] || truth[i].Crowd) && overlaps[i] >= least)
            {
                (best, least) = (i, overlaps[i]);
            }
        }

        return best;
    }

    private static bool IsIgnored(TrueBox box, AreaRange range) => box.Crowd || !range.Holds(box.Area ?? (box.Width * box.Height));
}
