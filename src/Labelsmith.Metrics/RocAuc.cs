namespace Labelsmith.Metrics;

/// <summary>The area under the receiver operating characteristic.</summary>
/// <remarks>Fawcett (2006), "An introduction to ROC analysis", doi:10.1016/j.patrec.2005.10.010.</remarks>
public static class RocAuc
{
    /// <param name="scores">Shape (N): higher is more positive.</param>
    /// <param name="positive">Shape (N): the truth.</param>
    /// <returns>0 to 1, 0.5 for guessing; NaN unless both positive and negative items occur.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Score(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive) =>
        new RankedScores(scores, positive).RocAuc(Bootstrap.Once(scores.Length));
}
