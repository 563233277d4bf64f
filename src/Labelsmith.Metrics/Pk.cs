namespace Labelsmith.Metrics;

/// <summary>How often two units at a fixed distance are wrongly held to be in one segment, or wrongly in two.</summary>
/// <remarks>Beeferman, Berger and Lafferty (1999), "Statistical models for text segmentation", doi:10.1023/A:1007506220214. A boundary
/// that is <c>window</c> or farther away from its place costs as much as one that is missing and one too many.</remarks>
public static class Pk
{
    /// <summary>Half of the mean true segment, at least 1: the distance at which the metric is usually taken.</summary>
    /// <param name="truth">As in <see cref="Error"/>.</param>
    public static int Window(ReadOnlySpan<bool> truth) =>
        Math.Max(1, (int)Math.Round((truth.Length + 1) / (2.0 * (truth.Count(true) + 1))));

    /// <param name="truth">Shape (N-1): whether a boundary stands after each of N units but the last.</param>
    /// <param name="predicted">Shape (N-1).</param>
    /// <param name="window">The distance, in units: 1 to N-1.</param>
    /// <returns>0 (all right) to 1; NaN for a single unit, which has nothing to split.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or the window does not fit.</exception>
    public static double Error(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> predicted, int window) =>
        BoundaryWindow.Mean(truth, predicted, window, (real, guessed) => real > 0 != guessed > 0);
}
