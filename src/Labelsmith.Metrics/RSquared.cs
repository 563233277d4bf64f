namespace Labelsmith.Metrics;

/// <summary>The share of the truth's variance that the prediction explains: 1 − Σ(y − ŷ)² / Σ(y − ȳ)².</summary>
/// <remarks>Wright (1921), "Correlation and causation". Not the square of a correlation: it falls below 0 where the mean
/// would predict better.</remarks>
public static class RSquared
{
    /// <param name="truth">Shape (N).</param>
    /// <param name="predicted">Shape (N).</param>
    /// <returns>At most 1; NaN when fewer than two items are there or all truths are equal.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Score(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        Require.SameLength(truth.Length, predicted.Length);
        var mean = 0.0;
        foreach (var value in truth)
        {
            mean += value / truth.Length;
        }

        double unexplained = 0, variance = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            unexplained += (truth[i] - predicted[i]) * (truth[i] - predicted[i]);
            variance += (truth[i] - mean) * (truth[i] - mean);
        }

        return variance > 0 ? 1 - unexplained / variance : double.NaN;
    }
}
