namespace Labelsmith.Metrics;

/// <summary>Items that are stranger than known ones, where there are more of them than chance makes.</summary>
/// <param name="Limit">Items below this likeness are strange.</param>
/// <param name="Count">So many are.</param>
/// <param name="Expected">So many would be, were all of the known kinds.</param>
public sealed record StrangeItems(double Limit, int Count, double Expected);

/// <summary>Finds out whether some items are unlike known ones, and which.</summary>
/// <remarks>
/// Were all items of the known kinds, the number of them that are stranger than the k-th strangest of M known ones would have a distribution that
/// depends on nothing else: that of exceedances, a beta-binomial one (Gumbel and von Schelling 1950, "The distribution of the number of exceedances",
/// Annals of Mathematical Statistics 21). The limit is the k, of a few, at which the number is the most surprising; it is told only where it
/// surprises more than once in a hundred data sets, all k taken together (Bonferroni).
/// </remarks>
public static class Exceedances
{
    private const double Significance = 0.01;

    /// <summary>Shares of the known items that are let count as strange.</summary>
    private static readonly double[] _shares = [0.01, 0.02, 0.05, 0.1];

    /// <param name="known">Shape (M): likeness of items that nothing was learned from, of the kinds that are known.</param>
    /// <param name="likeness">Shape (N): of the items that are judged, measured in the same way; lower is stranger.</param>
    /// <returns>Null where nothing stands out.</returns>
    public static StrangeItems? Find(ReadOnlySpan<double> known, ReadOnlySpan<double> likeness)
    {
        var sorted = known.ToArray();
        Array.Sort(sorted);
        int[] ranks = [.. _shares.Select(share => (int)(share * (sorted.Length + 1))).Where(rank => rank >= 1).Distinct()];
        var (best, least) = (null as StrangeItems, Math.Log(Significance / Math.Max(1, ranks.Length)));
        foreach (var rank in ranks)
        {
            var limit = sorted[rank - 1];
            var count = 0;
            foreach (var value in likeness)
            {
                count += value < limit ? 1 : 0;
            }

            var surprise = LogAtLeast(count, likeness.Length, rank, sorted.Length + 1 - rank);
            if (surprise < least)
            {
                (best, least) = (new StrangeItems(limit, count, (double)rank * likeness.Length / (sorted.Length + 1)), surprise);
            }
        }

        return best;
    }

    /// <summary>The logarithm of the probability of so many or more of <paramref name="items"/> below the limit: the upper tail of a
    /// beta-binomial distribution.</summary>
    /// <param name="count">0 to <paramref name="items"/>.</param>
    /// <param name="low">First parameter of the beta distribution: the limit's rank.</param>
    /// <param name="high">Second parameter.</param>
    /// <returns>0 or less; a logarithm, for the surprises of large data sets are below the smallest number.</returns>
    public static double LogAtLeast(int count, int items, int low, int high)
    {
        // from none on: P(0) = B(a, n + b) / B(a, b), and P(x + 1) / P(x) = (n - x)(x + a) / ((x + 1)(n - x - 1 + b))
        var term = 0.0;
        for (var i = 0; i < items; i++)
        {
            term += Math.Log((double)(high + i) / (low + high + i));
        }

        var tail = double.NegativeInfinity;
        for (var x = 0; x <= items; x++)
        {
            tail = x < count ? tail : AddLogs(tail, term);
            term += Math.Log((double)(items - x) * (x + low) / ((x + 1.0) * (items - x - 1 + high)));
        }

        return Math.Min(0, tail);
    }

    /// <summary>log(exp(a) + exp(b)).</summary>
    private static double AddLogs(double a, double b)
    {
        var most = Math.Max(a, b);
        return double.IsNegativeInfinity(most) ? most : most + Math.Log(Math.Exp(a - most) + Math.Exp(b - most));
    }
}
