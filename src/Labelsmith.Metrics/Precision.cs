namespace Labelsmith.Metrics;

/// <summary>Of what was given a class, the share that has it.</summary>
/// <remarks>van Rijsbergen (1979), Information Retrieval, chapter 7. A class that is never predicted scores 0, as
/// scikit-learn's <c>zero_division=0</c>.</remarks>
public static class Precision
{
    /// <returns>0 to 1; NaN when the matrix is empty.</returns>
    public static double Score(ConfusionMatrix matrix, Averaging averaging) =>
        Average.Of(matrix, averaging, (hits, _, predictions) => Average.Ratio(hits, predictions));

    /// <returns>0 to 1, of one class; 0 when it is never predicted.</returns>
    public static double Score(ConfusionMatrix matrix, int label) =>
        Average.Ratio(matrix[label, label], matrix.PredictedCount(label));
}
