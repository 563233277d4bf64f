namespace Labelsmith.Metrics;

/// <summary>The mean recall of the classes, so that a rare class weighs as much as a frequent one.</summary>
/// <remarks>Brodersen, Ong, Stephan and Buhmann (2010), "The balanced accuracy and its posterior distribution",
/// doi:10.1109/ICPR.2010.764.</remarks>
public static class BalancedAccuracy
{
    /// <returns>0 to 1, over the classes that occur in truth; NaN when the matrix is empty.</returns>
    public static double Score(ConfusionMatrix matrix)
    {
        var sum = 0.0;
        var classes = 0;
        for (var label = 0; label < matrix.ClassCount; label++)
        {
            var count = matrix.TruthCount(label);
            if (count > 0)
            {
                sum += (double)matrix[label, label] / count;
                classes++;
            }
        }

        return sum / classes;
    }
}
