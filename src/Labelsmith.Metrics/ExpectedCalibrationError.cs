namespace Labelsmith.Metrics;

/// <summary>How far stated confidence lies from the share that is right: the mean gap over bins of equal width,
/// weighted by the items in them.</summary>
/// <remarks>Guo, Pleiss, Sun and Weinberger (2017), "On calibration of modern neural networks", arXiv:1706.04599,
/// with their 15 bins; bin b holds confidences in (b/15, (b+1)/15], and 0 falls into the first.</remarks>
public static class ExpectedCalibrationError
{
    public const int BinCount = 15;

    /// <param name="confidences">Shape (N): the probability given to the predicted class, 0 to 1.</param>
    /// <param name="right">Shape (N): whether that class was the true one.</param>
    /// <returns>0 calibrated, up to 1; NaN when there are no items.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Score(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right) =>
        Score(confidences, right, Bootstrap.Once(confidences.Length));

    /// <param name="weights">Shape (N): how often each item counts.</param>
    /// <inheritdoc cref="Score(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>
    public static double Score(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right, ReadOnlySpan<int> weights)
    {
        Require.SameLength(right.Length, confidences.Length);
        Span<double> gaps = stackalloc double[BinCount]; // confidence − right, summed
        long total = 0;
        for (var i = 0; i < confidences.Length; i++)
        {
            var bin = Math.Clamp((int)Math.Ceiling(confidences[i] * BinCount) - 1, 0, BinCount - 1);
            gaps[bin] += weights[i] * (confidences[i] - (right[i] ? 1 : 0));
            total += weights[i];
        }

        var sum = 0.0;
        foreach (var gap in gaps)
        {
            sum += Math.Abs(gap);
        }

        return sum / total;
    }
}
