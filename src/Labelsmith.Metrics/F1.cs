namespace Labelsmith.Metrics;

/// <summary>The harmonic mean of precision and recall: 2 hits / (truths + predictions).</summary>
/// <remarks>van Rijsbergen (1979), Information Retrieval, chapter 7. The macro average is the mean of the classes' F1
/// (Opitz and Burst, 2019, arXiv:1911.03347), not the F1 of the mean precision and recall.</remarks>
public static class F1
{
    /// <returns>0 to 1; NaN when the matrix is empty.</returns>
    public static double Score(ConfusionMatrix matrix, Averaging averaging) =>
        Average.Of(matrix, averaging, (hits, truths, predictions) => Average.Ratio(2.0 * hits, truths + predictions));

    /// <returns>0 to 1, of one class; 0 when it neither occurs nor is predicted.</returns>
    public static double Score(ConfusionMatrix matrix, int label) =>
        Average.Ratio(2.0 * matrix[label, label], matrix.TruthCount(label) + matrix.PredictedCount(label));
}
