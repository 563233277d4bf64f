namespace Labelsmith.Metrics;

/// <summary>Twice the pixels that truth and prediction share, by the pixels of both: F1 of pixels.</summary>
/// <remarks>Dice (1945), doi:10.2307/1932409. Over all images at once, not the mean over images.</remarks>
public static class Dice
{
    /// <returns>0 to 1, of one class; NaN when it is in neither truth nor prediction.</returns>
    public static double Score(ConfusionMatrix matrix, int label) =>
        2.0 * matrix[label, label] / (matrix.TruthCount(label) + matrix.PredictedCount(label));

    /// <returns>0 to 1, the mean over the classes in truth or prediction; NaN when there are none.</returns>
    public static double Mean(ConfusionMatrix matrix)
    {
        var sum = 0.0;
        var classes = 0;
        for (var label = 0; label < matrix.ClassCount; label++)
        {
            if (matrix.Occurs(label))
            {
                sum += Score(matrix, label);
                classes++;
            }
        }

        return sum / classes;
    }
}
