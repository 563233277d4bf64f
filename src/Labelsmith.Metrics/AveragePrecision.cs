namespace Labelsmith.Metrics;

/// <summary>The area under the precision-recall curve, as average precision: a sum over steps, because linear
/// interpolation between them would be too kind.</summary>
/// <remarks>Davis and Goadrich (2006), "The relationship between precision-recall and ROC curves",
/// doi:10.1145/1143844.1143874.</remarks>
public static class AveragePrecision
{
    /// <param name="scores">Shape (N): higher is more positive.</param>
    /// <param name="positive">Shape (N): the truth.</param>
    /// <returns>0 to 1, the share of positives for guessing; NaN when nothing is positive.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Score(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive) =>
        new RankedScores(scores, positive).AveragePrecision(Bootstrap.Once(scores.Length));
}
