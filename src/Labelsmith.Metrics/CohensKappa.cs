namespace Labelsmith.Metrics;

/// <summary>Agreement of two annotators beyond what chance alone would give.</summary>
/// <remarks>Cohen (1960), doi:10.1177/001316446002000104.</remarks>
public static class CohensKappa
{
    /// <param name="first">Shape (N): the first annotator's label of each item, in 0..K-1.</param>
    /// <param name="second">Shape (N): the second annotator's labels, same items and order.</param>
    /// <param name="labelCount">K, the number of labels.</param>
    /// <returns>1 full agreement, 0 chance level, below 0 worse; NaN when both gave every
    /// item the same one label, where kappa is undefined.</returns>
    /// <exception cref="ArgumentException">The spans are empty or differ in length.</exception>
    public static double Score(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int labelCount)
    {
        Require.NotEmpty(first.Length);
        var matrix = ConfusionMatrix.Count(first, second, labelCount);
        double total = matrix.Total;
        var byChance = 0.0;
        for (var label = 0; label < labelCount; label++)
        {
            byChance += matrix.TruthCount(label) / total * (matrix.PredictedCount(label) / total);
        }

        return byChance >= 1 ? double.NaN : (Accuracy.Score(matrix) - byChance) / (1 - byChance);
    }
}
