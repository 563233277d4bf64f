namespace Labelsmith.Metrics;

/// <summary>Pixels that truth and prediction share, by pixels that either has.</summary>
/// <remarks>Jaccard (1912), doi:10.1111/j.1469-8137.1912.tb05611.x; over all images at once, as Everingham et al. (2015),
/// "The Pascal Visual Object Classes Challenge: A Retrospective", doi:10.1007/s11263-014-0733-5.</remarks>
public static class IntersectionOverUnion
{
    /// <returns>0 to 1, of one class; NaN when it is in neither truth nor prediction.</returns>
    public static double Score(ConfusionMatrix matrix, int label)
    {
        var shared = matrix[label, label];
        return (double)shared / (matrix.TruthCount(label) + matrix.PredictedCount(label) - shared);
    }

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
