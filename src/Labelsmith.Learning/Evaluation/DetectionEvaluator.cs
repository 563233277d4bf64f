using System.Globalization;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares found boxes to true ones, as COCO does.</summary>
/// <param name="classes">K names.</param>
/// <param name="seed">Of the intervals.</param>
public sealed class DetectionEvaluator(IReadOnlyList<string> classes, int seed = 0)
{
    private const long MostWork = 500_000_000; // boxes × thresholds × resamples: some seconds

    private static readonly string[] _keys = ["map_50", "map_50_95"];

    private readonly List<(string Id, BoxMatching Matches, int Truths, double Score)> _items = [];

    /// <summary>Adds an image.</summary>
    /// <returns>The image's own mAP at IoU 0.5, 0 to 1; 0 where something was found and nothing is there, NaN where nothing was found either.</returns>
    /// <exception cref="ArgumentException">A box is of none of the classes.</exception>
    public double Add(string id, IReadOnlyList<TrueBox> truth, IReadOnlyList<FoundBox> found)
    {
        var matches = BoxMatching.Of(truth, found);
        var own = new MeanAveragePrecision([matches], classes.Count).Score50(Bootstrap.Once(1));
        var score = double.IsNaN(own) && found.Count > 0 ? 0 : own;
        _items.Add((id, matches, truth.Count, score));
        return score;
    }

    /// <summary>Computes everything.</summary>
    public EvaluationResult Finish()
    {
        var map = new MeanAveragePrecision(_items.ConvertAll(item => item.Matches), classes.Count);
        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            values[0] = map.Score50(weights);
            values[1] = map.Score(weights);
        }

        var resamples = (int)Math.Clamp(MostWork / Math.Max(1L, map.FoundCount * BoxMatching.Thresholds.Count), 100, Bootstrap.DefaultResamples);
        var (metrics, intervals) = MetricTable.Measure(_items.Count, _keys, Measure, seed, resamples);
        return new EvaluationResult
        {
            ItemCount = _items.Count,
            Classes = classes,
            Metrics = metrics,
            MetricsInterval = intervals,
            Function = new MetricFunction(_items.Count, _keys, Measure),
            PerClass = PerClass(map),
            WorstItems = MetricTable.Worst(_items.Where(item => !double.IsNaN(item.Score)).Select(item => new WorstItem(
                item.Id,
                string.Create(CultureInfo.InvariantCulture, $"{item.Truths} boxes"),
                string.Create(CultureInfo.InvariantCulture, $"mAP 50 of the image {item.Score:0.000}"),
                item.Score))),
        };
    }

    /// <summary>Precision, recall and F1 are those at the score where F1 of all classes together is best.</summary>
    private Dictionary<string, IReadOnlyDictionary<string, double>> PerClass(MeanAveragePrecision map)
    {
        var once = Bootstrap.Once(_items.Count);
        var threshold = map.BestThreshold();
        var rows = new Dictionary<string, IReadOnlyDictionary<string, double>>();
        for (var label = 0; label < classes.Count; label++)
        {
            if (map.TruthCount(once, label) is > 0 and var support)
            {
                var (precision, recall) = map.At(label, threshold);
                precision = double.IsNaN(precision) ? 0 : precision;
                rows[classes[label]] = new Dictionary<string, double>
                {
                    ["ap_50"] = map.ClassScore(once, label, 0),
                    ["ap_50_95"] = map.ClassScore(once, label),
                    ["precision"] = precision,
                    ["recall"] = recall,
                    ["f1"] = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0,
                    ["support"] = support,
                };
            }
        }

        return rows;
    }
}
