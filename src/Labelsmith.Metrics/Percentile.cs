namespace Labelsmith.Metrics;

/// <summary>The value below which a given share of a sample lies, interpolated linearly between neighbours (numpy's
/// default; type 7 of Hyndman and Fan, 1996, doi:10.2307/2684934).</summary>
public static class Percentile
{
    /// <param name="sorted">Ascending, not empty.</param>
    /// <param name="share">0 the smallest, 1 the largest.</param>
    /// <exception cref="ArgumentException">The sample is empty or the share outside 0 to 1.</exception>
    public static double Of(IReadOnlyList<double> sorted, double share)
    {
        Require.NotEmpty(sorted.Count);
        if (share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
