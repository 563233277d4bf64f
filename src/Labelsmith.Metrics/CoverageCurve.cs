using System.Text.Json.Serialization;

namespace Labelsmith.Metrics;

/// <summary>What a threshold on a model's confidence would give: from there on it answers, below it leaves the item to people.</summary>
/// <param name="Threshold">The lowest confidence that is answered.</param>
/// <param name="Coverage">The share of items that are answered, above 0 and at most 1.</param>
/// <param name="Precision">The share of the answered ones that are right.</param>
/// <param name="PrecisionLow">Below it the precision on other items of the same kind hardly lies.</param>
public sealed record CoveragePoint(
    double Threshold, double Coverage, double Precision, [property: JsonPropertyName("precision_low")] double PrecisionLow);

/// <summary>Selective classification: how many items a model can answer at which precision.</summary>
/// <remarks>Geifman and El-Yaniv (2017), "Selective classification for deep neural networks", arXiv:1705.08500. The bound inverts the binomial
/// tail, as theirs; it is shared among all thresholds (Bonferroni), not among the steps of a search, so that it holds for whichever of them is
/// chosen after a look at the curve.</remarks>
public static class CoverageCurve
{
    /// <summary>Thresholds are so many at most: each more makes all bounds a little lower.</summary>
    public const int MostPoints = 40;

    /// <param name="confidences">Shape (N): of the predicted answer.</param>
    /// <param name="right">Shape (N): whether it was the true one.</param>
    /// <param name="level">How surely all lower bounds hold together, above 0 and below 1.</param>
    /// <returns>From the highest threshold to the lowest, the last of which answers everything; empty where there are no items. Items of equal
    /// confidence are answered together.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static IReadOnlyList<CoveragePoint> Compute(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right, double level = 0.95)
    {
        Require.SameLength(right.Length, confidences.Length);
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        }

        var (keys, hits) = (confidences.ToArray(), right.ToArray());
        Array.Sort(keys, hits);
        Array.Reverse(keys);
        Array.Reverse(hits);
        var ends = Ends(keys);
        var points = new List<CoveragePoint>();
        var (answered, mistakes) = (0, 0);
        foreach (var end in ends)
        {
            for (; answered < end; answered++)
            {
                mistakes += hits[answered] ? 0 : 1;
            }

            var low = 1 - HighestRisk(mistakes, answered, (1 - level) / ends.Count);
            points.Add(new CoveragePoint(keys[end - 1], (double)end / keys.Length, (double)(end - mistakes) / end, low));
        }

        return points;
    }

    /// <summary>The highest share of mistakes with which so few would still be seen with this probability.</summary>
    /// <param name="mistakes">Seen, 0 to <paramref name="items"/>.</param>
    /// <param name="items">1 or more.</param>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <remarks>Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404.</remarks>
    public static double HighestRisk(int mistakes, int items, double probability)
    {
        if (mistakes >= items)
        {
            return 1;
        }

        var (low, high) = ((double)mistakes / items, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(mistakes, items, middle) >= probability ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The probability of at most so many mistakes.</summary>
    private static double AtMost(int mistakes, int items, double risk)
    {
        var odds = Math.Log(risk) - Math.Log(1 - risk);
        var term = items * Math.Log(1 - risk); // logarithm: it may be very small
        var sum = Math.Exp(term);
        for (var i = 0; i < mistakes; i++)
        {
            term += Math.Log((double)(items - i) / (i + 1)) + odds;
            sum += Math.Exp(term);
        }

        return sum;
    }

    /// <summary>How many items each point answers: evenly spread, never between equal confidences.</summary>
    private static List<int> Ends(double[] sorted)
    {
        var ends = new List<int>();
        for (var point = 1; point <= MostPoints && sorted.Length > 0; point++)
        {
            var end = (int)Math.Ceiling((double)sorted.Length * point / MostPoints);
            while (end < sorted.Length && sorted[end].Equals(sorted[end - 1]))
            {
                end++;
            }

            if (ends.Count == 0 || end > ends[^1])
            {
                ends.Add(end);
            }
        }

        return ends;
    }
}
