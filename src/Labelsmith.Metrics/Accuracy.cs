namespace Labelsmith.Metrics;

/// <summary>The share of items (of pixels, for segmentation) whose predicted class is the true one.</summary>
public static class Accuracy
{
    /// <returns>0 to 1; NaN when the matrix is empty.</returns>
    public static double Score(ConfusionMatrix matrix)
    {
        long right = 0;
        for (var label = 0; label < matrix.ClassCount; label++)
        {
            right += matrix[label, label];
        }

        return (double)right / matrix.Total;
    }
}
