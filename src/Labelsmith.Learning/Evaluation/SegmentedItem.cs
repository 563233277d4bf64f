using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>What is kept of one compared image: its confusion matrix without zeros, and its outlines' scores.</summary>
internal sealed record SegmentedItem(string Id, double MeanIou, int WorstClass, double WorstIou)
{
    private readonly List<(int Truth, int Predicted, long Count)> _counts = [];

    /// <summary>Shape (K): NaN where a class has no outline in this image.</summary>
    public required double[] BoundaryF1 { get; init; }

    /// <summary>Shape (K): in pixels; NaN where a class is not in this image.</summary>
    public required double[] Hausdorff95 { get; init; }

    public static SegmentedItem From(string id, ConfusionMatrix matrix, double[] boundaryF1, double[] hausdorff95)
    {
        var (worst, worstIou) = (0, double.NaN);
        for (var label = 0; label < matrix.ClassCount; label++)
        {
            var iou = IntersectionOverUnion.Score(matrix, label);
            if (iou < worstIou || (double.IsNaN(worstIou) && !double.IsNaN(iou)))
            {
                (worst, worstIou) = (label, iou);
            }
        }

        var item = new SegmentedItem(id, IntersectionOverUnion.Mean(matrix), worst, worstIou)
        {
            BoundaryF1 = boundaryF1,
            Hausdorff95 = hausdorff95,
        };
        for (var truth = 0; truth < matrix.ClassCount; truth++)
        {
            var missed = matrix.TruthCount(truth);
            for (var predicted = 0; predicted < matrix.ClassCount; predicted++)
            {
                item.Keep(truth, predicted, matrix[truth, predicted]);
                missed -= matrix[truth, predicted];
            }

            item.Keep(truth, ConfusionMatrix.NoAnswer, missed);
        }

        return item;
    }

    public void AddTo(ConfusionMatrix matrix, int times)
    {
        if (times > 0)
        {
            foreach (var (truth, predicted, count) in _counts)
            {
                matrix.Add(truth, predicted, count * times);
            }
        }
    }

    /// <summary>One class's score, or the mean over those that have one; NaN when none has.</summary>
    public static double Mean(double[] scores, int? only)
    {
        if (only is { } label)
        {
            return scores[label];
        }

        var (sum, count) = (0.0, 0);
        foreach (var score in scores)
        {
            if (!double.IsNaN(score))
            {
                sum += score;
                count++;
            }
        }

        return sum / count;
    }

    private void Keep(int truth, int predicted, long count)
    {
        if (count > 0)
        {
            _counts.Add((truth, predicted, count));
        }
    }
}
