namespace Labelsmith.Metrics;

/// <summary>Finds the items that are unlike known ones, such that few of those found are like them after all.</summary>
/// <remarks>
/// Each item's conformal p-value is the share of known items, itself counted in, that are no more alike; of these Benjamini and Hochberg (1995),
/// doi:10.1111/j.2517-6161.1995.tb02031.x, choose. Bates, Candès, Lei, Romano and Sesia (2023), "Testing for outliers with conformal p-values",
/// arXiv:2104.08279, show that this bounds the expected share of false alarms whatever the measure of likeness is; a good one finds more.
/// With few known items only many outliers can be found: nothing is more surprising than one in the number of known items.
/// </remarks>
public static class ConformalOutliers
{
    /// <param name="known">Shape (M): likeness of items that nothing was learned from, of the kinds that are known.</param>
    /// <param name="likeness">Shape (N): of the items that are judged, measured in the same way; lower is stranger.</param>
    /// <param name="falseShare">The expected share of false alarms among those found, above 0 and below 1.</param>
    /// <returns>Shape (N): true for the outliers.</returns>
    public static bool[] Find(ReadOnlySpan<double> known, ReadOnlySpan<double> likeness, double falseShare)
    {
        if (falseShare is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falseShare), falseShare, "A share lies between 0 and 1.");
        }

        var surprises = PValues(known, likeness);
        var sorted = (double[])surprises.Clone();
        Array.Sort(sorted);
        var limit = -1.0;
        for (var rank = sorted.Length; rank > 0 && limit < 0; rank--)
        {
            limit = sorted[rank - 1] <= falseShare * rank / sorted.Length ? sorted[rank - 1] : -1;
        }

        return Array.ConvertAll(surprises, value => value <= limit);
    }

    /// <summary>How probable it is that a known item is as strange: shape (N), above 0 and at most 1.</summary>
    /// <inheritdoc cref="Find"/>
    public static double[] PValues(ReadOnlySpan<double> known, ReadOnlySpan<double> likeness)
    {
        var sorted = known.ToArray();
        Array.Sort(sorted);
        var values = new double[likeness.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (1.0 + CountUpTo(sorted, likeness[i])) / (sorted.Length + 1);
        }

        return values;
    }

    private static int CountUpTo(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
