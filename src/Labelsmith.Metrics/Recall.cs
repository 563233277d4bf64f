namespace Labelsmith.Metrics;

/// <summary>Of what has a class, the share that was given it.</summary>
/// <remarks>van Rijsbergen (1979), Information Retrieval, chapter 7. A class that is predicted but never true scores 0, as
/// scikit-learn's <c>zero_division=0</c>.</remarks>
public static class Recall
{
    /// <returns>0 to 1; NaN when the matrix is empty.</returns>
    public static double Score(ConfusionMatrix matrix, Averaging averaging) =>
        Average.Of(matrix, averaging, (hits, truths, _) => Average.Ratio(hits, truths));

    /// <returns>0 to 1, of one class; 0 when it is never true.</returns>
    public static double Score(ConfusionMatrix matrix, int label) =>
        Average.Ratio(matrix[label, label], matrix.TruthCount(label));
}
