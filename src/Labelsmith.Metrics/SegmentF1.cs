namespace Labelsmith.Metrics;

/// <summary>F1 of segments that agree in type and overlap well enough; counts of all recordings are added first (micro).</summary>
/// <remarks>A predicted segment is right where its intersection over union with a true one of its type is at least the threshold; each
/// segment is used once, the best overlap first. As in temporal action detection: Heilbron et al. (2015), "ActivityNet",
/// doi:10.1109/CVPR.2015.7298698, at one threshold and without scores.</remarks>
public static class SegmentF1
{
    public const double UsualThreshold = 0.5;

    /// <summary>Counts the segments of one recording.</summary>
    /// <param name="truth">In any order.</param>
    /// <param name="predicted">In any order.</param>
    /// <param name="threshold">Least intersection over union, above 0 and up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold lies elsewhere.</exception>
    public static SpanF1.Counts Count(
        IReadOnlyList<TypedSegment> truth, IReadOnlyList<TypedSegment> predicted, double threshold = UsualThreshold)
    {
        if (threshold is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "An intersection over union lies above 0 and up to 1.");
        }

        var overlaps = new List<(double Iou, int Truth, int Predicted)>();
        for (var i = 0; i < truth.Count; i++)
        {
            for (var j = 0; j < predicted.Count; j++)
            {
                if (truth[i].Type == predicted[j].Type && Iou(truth[i], predicted[j]) is var iou && iou >= threshold)
                {
                    overlaps.Add((iou, i, j));
                }
            }
        }

        var (found, used, hits) = (new bool[truth.Count], new bool[predicted.Count], 0);
        foreach (var (_, i, j) in overlaps.OrderByDescending(overlap => overlap.Iou))
        {
            if (!found[i] && !used[j])
            {
                (found[i], used[j]) = (true, true);
                hits++;
            }
        }

        return new SpanF1.Counts(hits, truth.Count, predicted.Count);
    }

    /// <returns>0 to 1, of one recording; NaN when there is neither truth nor prediction.</returns>
    public static double Score(
        IReadOnlyList<TypedSegment> truth, IReadOnlyList<TypedSegment> predicted, double threshold = UsualThreshold) =>
        Count(truth, predicted, threshold).F1;

    /// <summary>Intersection over union.</summary>
    /// <returns>0 to 1; 0 where both are empty.</returns>
    public static double Iou(TypedSegment one, TypedSegment other)
    {
        var both = one.Overlap(other);
        return both <= 0 ? 0 : both / (one.Length + other.Length - both);
    }
}
