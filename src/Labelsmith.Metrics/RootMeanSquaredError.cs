namespace Labelsmith.Metrics;

/// <summary>The root of the mean squared distance of predicted from true numbers, in their unit; large errors weigh more
/// than in <see cref="MeanAbsoluteError"/>.</summary>
public static class RootMeanSquaredError
{
    /// <param name="truth">Shape (N).</param>
    /// <param name="predicted">Shape (N).</param>
    /// <returns>0 or more, lower is better; NaN when there are no items.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Error(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        Require.SameLength(truth.Length, predicted.Length);
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            sum += (truth[i] - predicted[i]) * (truth[i] - predicted[i]);
        }

        return Math.Sqrt(sum / truth.Length);
    }
}
