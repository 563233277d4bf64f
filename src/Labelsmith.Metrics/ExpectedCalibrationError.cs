namespace Labelsmith.Metrics;

/// <summary>How far stated confidence lies from the share that is right: the mean gap over bins of equal width,
/// weighted by the items in them.</summary>
/// <remarks>Guo, Pleiss, Sun and Weinberger (2017), "On calibration of modern neural networks", arXiv:1706.04599,
/// with their 15 bins; bin b holds confidences in (b/15, (b+1)/15], and 0 falls into the first.</remarks>
public static class ExpectedCalibrationError
{
    public const int BinCount = 15;

    /// <summary>The bins that hold items: what was stated and what came true in each, for a reliability diagram.</summary>
    /// <param name="confidences">Shape (N), 0 to 1.</param>
    /// <param name="right">Shape (N).</param>
    /// <returns>By rising confidence.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static IReadOnlyList<ReliabilityBin> Bins(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right)
    {
        Require.SameLength(right.Length, confidences.Length);
        var (counts, stated, hits) = (new int[BinCount], new double[BinCount], new int[BinCount]);
        for (var i = 0; i < confidences.Length; i++)
        {
            var bin = BinOf(confidences[i]);
            counts[bin]++;
            stated[bin] += confidences[i];
            hits[bin] += right[i] ? 1 : 0;
        }

        return
        [
            .. Enumerable.Range(0, BinCount).Where(bin => counts[bin] > 0)
                .Select(bin => new ReliabilityBin(stated[bin] / counts[bin], (double)hits[bin] / counts[bin], counts[bin])),
        ];
    }

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
            var bin = BinOf(confidences[i]);
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

    private static int BinOf(double confidence) => Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);
}

/// <summary>Items of about the same confidence.</summary>
/// <param name="Confidence">Its mean.</param>
/// <param name="Accuracy">The share that is right.</param>
/// <param name="Count">1 or more.</param>
public sealed record ReliabilityBin(double Confidence, double Accuracy, int Count);
