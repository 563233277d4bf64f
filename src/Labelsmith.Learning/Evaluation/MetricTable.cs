using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Metrics by key with their intervals, computed by one function of the items' weights.</summary>
internal static class MetricTable
{
    /// <summary>How many worst items a report names.</summary>
    public const int WorstCount = 50;

    /// <param name="keys">Shape (M): in the order in which <paramref name="measure"/> writes.</param>
    /// <param name="resamples">Of the bootstrap.</param>
    public static (Dictionary<string, double> Metrics, Dictionary<string, double[]> Intervals) Measure(
        int itemCount, IReadOnlyList<string> keys, Bootstrap.Measure measure, int seed, int resamples = Bootstrap.DefaultResamples)
    {
        var values = new double[keys.Count];
        measure(Bootstrap.Once(itemCount), values);
        var intervals = Bootstrap.Intervals(itemCount, keys.Count, measure, seed, resamples);

        var metrics = new Dictionary<string, double>();
        var bounds = new Dictionary<string, double[]>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (double.IsFinite(values[i]))
            {
                metrics[keys[i]] = values[i];
                if (double.IsFinite(intervals[i].Low))
                {
                    bounds[keys[i]] = [intervals[i].Low, intervals[i].High];
                }
            }
        }

        return (metrics, bounds);
    }

    /// <summary>Precision, recall, F1, IoU and support of every class that occurs.</summary>
    public static Dictionary<string, IReadOnlyDictionary<string, double>> PerClass(
        ConfusionMatrix matrix, IReadOnlyList<string> classes)
    {
        var rows = new Dictionary<string, IReadOnlyDictionary<string, double>>();
        for (var label = 0; label < classes.Count; label++)
        {
            if (matrix.Occurs(label))
            {
                rows[classes[label]] = new Dictionary<string, double>
                {
                    ["precision"] = Precision.Score(matrix, label),
                    ["recall"] = Recall.Score(matrix, label),
                    ["f1"] = F1.Score(matrix, label),
                    ["iou"] = IntersectionOverUnion.Score(matrix, label),
                    ["support"] = matrix.TruthCount(label),
                };
            }
        }

        return rows;
    }

    /// <summary>Precision, recall, F1 and support of one class; what is undefined is 0.</summary>
    public static IReadOnlyDictionary<string, double> Row(SpanF1.Counts counts) => new Dictionary<string, double>
    {
        ["precision"] = counts.Predictions > 0 ? counts.Precision : 0,
        ["recall"] = counts.Truths > 0 ? counts.Recall : 0,
        ["f1"] = counts.F1,
        ["support"] = counts.Truths,
    };

    /// <summary>The items with the lowest scores, worst first; equal ones by id.</summary>
    public static IReadOnlyList<WorstItem> Worst(IEnumerable<WorstItem> items) =>
        [.. items.OrderBy(item => item.Score).ThenBy(item => item.Id, StringComparer.Ordinal).Take(WorstCount)];
}
