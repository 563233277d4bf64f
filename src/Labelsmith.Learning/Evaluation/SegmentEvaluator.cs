using System.Globalization;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares predicted segments of recordings to true ones: whole segments at IoU 0.5, and time.</summary>
/// <param name="classes">K names of types.</param>
/// <param name="seed">Of the intervals.</param>
public sealed class SegmentEvaluator(IReadOnlyList<string> classes, int seed = 0)
{
    private static readonly string[] _keys = ["segment_f1", "time_f1"];

    private readonly List<(string Id, SpanF1.Counts[] Counts, TimeF1.Times Times)> _items = []; // counts by type

    /// <summary>Adds a recording. Types lie in 0..K-1.</summary>
    /// <returns>The recording's own segment F1, 0 to 1; NaN when it has neither true nor predicted segments.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A type is none of the classes.</exception>
    public double Add(string id, IReadOnlyList<TypedSegment> truth, IReadOnlyList<TypedSegment> predicted)
    {
        var real = truth.ToLookup(segment => Known(segment.Type));
        var guessed = predicted.ToLookup(segment => Known(segment.Type));
        SpanF1.Counts[] counts = [.. Enumerable.Range(0, classes.Count).Select(type => SegmentF1.Count([.. real[type]], [.. guessed[type]]))];
        _items.Add((id, counts, TimeF1.Measure(truth, predicted)));
        return Total(counts).F1;
    }

    /// <summary>Computes everything.</summary>
    public EvaluationResult Finish()
    {
        var totals = _items.ConvertAll(item => Total(item.Counts));
        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            var (hits, truths, predictions) = (0L, 0L, 0L);
            var (both, real, guessed) = (0.0, 0.0, 0.0);
            for (var i = 0; i < weights.Length; i++)
            {
                hits += weights[i] * totals[i].Hits;
                truths += weights[i] * totals[i].Truths;
                predictions += weights[i] * totals[i].Predictions;
                both += weights[i] * _items[i].Times.Both;
                real += weights[i] * _items[i].Times.Truth;
                guessed += weights[i] * _items[i].Times.Predicted;
            }

            values[0] = new SpanF1.Counts(hits, truths, predictions).F1;
            values[1] = new TimeF1.Times(both, real, guessed).F1;
        }

        var (metrics, intervals) = MetricTable.Measure(_items.Count, _keys, Measure, seed);
        return new EvaluationResult
        {
            ItemCount = _items.Count,
            Classes = classes,
            Metrics = metrics,
            MetricsInterval = intervals,
            Function = new MetricFunction(_items.Count, _keys, Measure),
            PerClass = Enumerable.Range(0, classes.Count)
                .Select(type => (Name: classes[type], Counts: Total(_items.Select(item => item.Counts[type]))))
                .Where(row => row.Counts.Truths + row.Counts.Predictions > 0)
                .ToDictionary(row => row.Name, row => MetricTable.Row(row.Counts)),
            WorstItems = MetricTable.Worst(_items.Zip(totals).Where(item => !double.IsNaN(item.Second.F1)).Select(item => new WorstItem(
                item.First.Id,
                string.Create(CultureInfo.InvariantCulture, $"{item.Second.Truths} segments"),
                string.Create(CultureInfo.InvariantCulture, $"{item.Second.Predictions} segments, {item.Second.Hits} right"),
                item.Second.F1))),
        };
    }

    private int Known(int type) =>
        (uint)type < (uint)classes.Count
            ? type
            : throw new ArgumentOutOfRangeException(nameof(type), type, $"There are {classes.Count} types of segments.");

    private static SpanF1.Counts Total(IEnumerable<SpanF1.Counts> counts) =>
        counts.Aggregate(default(SpanF1.Counts), (sum, one) => sum + one);
}
