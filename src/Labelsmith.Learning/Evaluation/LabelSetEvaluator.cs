using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares predicted sets of labels to true ones.</summary>
/// <param name="classes">K names, in the order of probabilities.</param>
/// <param name="seed">Of the intervals.</param>
public sealed class LabelSetEvaluator(IReadOnlyList<string> classes, int seed = 0)
{
    private static readonly string[] _keys =
        ["f1_micro", "f1_macro", "mean_average_precision", "subset_accuracy", "precision_micro", "recall_micro", "precision_macro", "recall_macro"];

    private readonly List<string> _ids = [];
    private readonly List<bool[]> _truth = [];
    private readonly List<bool[]> _predicted = [];
    private readonly List<float[]> _probabilities = []; // empty: unknown

    /// <summary>Adds an item.</summary>
    /// <param name="truth">Shape (K).</param>
    /// <param name="predicted">Shape (K): what is answered.</param>
    /// <param name="probabilities">Shape (K), of each label by itself; empty where only the answers are known: then there is no
    /// <c>mean_average_precision</c>.</param>
    /// <returns>F1 of the item's labels; 1 where it has none and got none.</returns>
    /// <exception cref="ArgumentException">A shape is not (K).</exception>
    public double Add(string id, bool[] truth, bool[] predicted, float[] probabilities)
    {
        if (truth.Length != classes.Count || predicted.Length != classes.Count
            || (probabilities.Length > 0 && probabilities.Length != classes.Count))
        {
            throw new ArgumentException($"{classes.Count} classes need as many values, not {truth.Length}, {predicted.Length} and {probabilities.Length}.");
        }

        _ids.Add(id);
        _truth.Add(truth);
        _predicted.Add(predicted);
        _probabilities.Add(probabilities);
        return Describe(_ids.Count - 1).Score;
    }

    /// <summary>Computes everything; O(items × classes) a resample.</summary>
    public EvaluationResult Finish()
    {
        var counts = new LabelSetCounts(classes.Count);
        Count(counts, Bootstrap.Once(_ids.Count));
        var curves = Curves();
        var perClass = PerClass(counts, curves);
        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            Count(counts, weights);
            values[0] = counts.F1(Averaging.Micro);
            values[1] = counts.F1(Averaging.Macro);
            values[2] = MeanAveragePrecisionOf(curves, weights);
            values[3] = counts.SubsetAccuracy;
            values[4] = counts.Precision(Averaging.Micro);
            values[5] = counts.Recall(Averaging.Micro);
            values[6] = counts.Precision(Averaging.Macro);
            values[7] = counts.Recall(Averaging.Macro);
        }

        var (metrics, intervals) = MetricTable.Measure(_ids.Count, _keys, Measure, seed, Resamples());
        return new EvaluationResult
        {
            ItemCount = _ids.Count,
            Classes = classes,
            Metrics = metrics,
            MetricsInterval = intervals,
            Function = new MetricFunction(_ids.Count, _keys, Measure),
            PerClass = perClass,
            WorstItems = MetricTable.Worst(Enumerable.Range(0, _ids.Count).Select(Describe)),
        };
    }

    /// <summary>Of a set of labels, for people.</summary>
    internal static string Write(IReadOnlyList<string> classes, bool[] set) =>
        set.Contains(true) ? string.Join(", ", classes.Where((_, label) => set[label])) : "none";

    private void Count(LabelSetCounts counts, ReadOnlySpan<int> weights)
    {
        counts.Clear();
        for (var i = 0; i < weights.Length; i++)
        {
            counts.Add(_truth[i], _predicted[i], weights[i]);
        }
    }

    /// <summary>A ranking of the items for each label; empty where probabilities are unknown.</summary>
    private List<RankedScores> Curves() => _probabilities.Any(probabilities => probabilities.Length == 0)
        ? []
        :
        [
            .. Enumerable.Range(0, classes.Count).Select(label => new RankedScores(
                [.. _probabilities.Select(probabilities => (double)probabilities[label])], [.. _truth.Select(truth => truth[label])])),
        ];

    /// <summary>Over the labels that some item has.</summary>
    private static double MeanAveragePrecisionOf(List<RankedScores> curves, ReadOnlySpan<int> weights)
    {
        var (sum, defined) = (0.0, 0);
        foreach (var curve in curves)
        {
            var value = curve.AveragePrecision(weights);
            (sum, defined) = double.IsNaN(value) ? (sum, defined) : (sum + value, defined + 1);
        }

        return defined > 0 ? sum / defined : double.NaN;
    }

    private Dictionary<string, IReadOnlyDictionary<string, double>> PerClass(LabelSetCounts counts, List<RankedScores> curves)
    {
        var rows = new Dictionary<string, IReadOnlyDictionary<string, double>>();
        for (var label = 0; label < classes.Count; label++)
        {
            if (counts.Occurs(label))
            {
                var row = new Dictionary<string, double>
                {
                    ["precision"] = counts.Precision(label),
                    ["recall"] = counts.Recall(label),
                    ["f1"] = counts.F1(label),
                    ["support"] = counts.TruthCount(label),
                };
                if (curves.Count > 0 && curves[label].AveragePrecision(Bootstrap.Once(_ids.Count)) is var area && double.IsFinite(area))
                {
                    row["average_precision"] = area;
                }

                rows[classes[label]] = row;
            }
        }

        return rows;
    }

    /// <summary>Keeps the resamples within seconds where there are many items and classes.</summary>
    private int Resamples() =>
        (int)Math.Clamp(100_000_000L / Math.Max(1L, (long)_ids.Count * classes.Count), 200, Bootstrap.DefaultResamples);

    private WorstItem Describe(int i)
    {
        var (truth, predicted) = (_truth[i], _predicted[i]);
        var (hits, both) = (0, 0);
        for (var label = 0; label < truth.Length; label++)
        {
            hits += truth[label] && predicted[label] ? 1 : 0;
            both += (truth[label] ? 1 : 0) + (predicted[label] ? 1 : 0);
        }

        return new WorstItem(_ids[i], Write(classes, truth), Write(classes, predicted), both == 0 ? 1 : 2.0 * hits / both);
    }
}
