using System.Globalization;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares predicted spans to true ones: exact start, end and type.</summary>
/// <param name="classes">K names of span types.</param>
/// <param name="seed">Of the intervals.</param>
/// <param name="words">Set where the spans are the words of the texts: the words that were learned from, empty where they are not
/// known. The report then has <c>word_f1</c> and, with known words, <c>word_oov_recall</c>.</param>
public sealed class TaggingEvaluator(IReadOnlyList<string> classes, int seed = 0, IReadOnlySet<string>? words = null)
{
    private readonly List<UnknownWordRecall.Counts> _unknown = []; // by item
    private readonly List<string> _ids = [];
    private readonly List<SpanF1.Counts[]> _counts = []; // by item, then type

    /// <summary>Adds a text. Types lie in 0..K-1.</summary>
    /// <returns>The text's own F1, 0 to 1; NaN when it has neither true nor predicted spans.</returns>
    /// <param name="text">The whole text; needed where the spans are words.</param>
    /// <exception cref="ArgumentOutOfRangeException">A type is none of the classes.</exception>
    public double Add(string id, IReadOnlyCollection<TypedSpan> truth, IReadOnlyCollection<TypedSpan> predicted, string text = "")
    {
        _unknown.Add(words is { Count: > 0 } ? UnknownWordRecall.Count(text, truth, predicted, words) : default);
        var real = truth.ToLookup(span => Known(span.Type));
        var guessed = predicted.ToLookup(span => Known(span.Type));
        _ids.Add(id);
        _counts.Add([.. Enumerable.Range(0, classes.Count).Select(type => SpanF1.Count(real[type], guessed[type]))]);
        return Total(_counts[^1]).F1;
    }

    /// <summary>Computes everything.</summary>
    public EvaluationResult Finish()
    {
        var byItem = _counts.ConvertAll(Total);
        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            long hits = 0, truths = 0, predictions = 0, unknownHits = 0, unknown = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                hits += weights[i] * byItem[i].Hits;
                truths += weights[i] * byItem[i].Truths;
                predictions += weights[i] * byItem[i].Predictions;
                unknownHits += weights[i] * _unknown[i].Hits;
                unknown += weights[i] * _unknown[i].Truths;
            }

            values[0] = new SpanF1.Counts(hits, truths, predictions).F1;
            if (values.Length > 1)
            {
                (values[1], values[2]) = (values[0], new UnknownWordRecall.Counts(unknownHits, unknown).Recall);
            }
        }

        string[] keys = words is null ? ["span_f1"] : ["span_f1", "word_f1", "word_oov_recall"];
        var (metrics, intervals) = MetricTable.Measure(_ids.Count, keys, Measure, seed);
        return new EvaluationResult
        {
            ItemCount = _ids.Count,
            Classes = classes,
            Metrics = metrics,
            MetricsInterval = intervals,
            Function = new MetricFunction(_ids.Count, ["span_f1"], Measure),
            PerClass = PerClass(),
            WorstItems = MetricTable.Worst(
                Enumerable.Range(0, _ids.Count).Where(i => !double.IsNaN(byItem[i].F1)).Select(i => Describe(_ids[i], byItem[i]))),
        };
    }

    private Dictionary<string, IReadOnlyDictionary<string, double>> PerClass()
    {
        var rows = new Dictionary<string, IReadOnlyDictionary<string, double>>();
        for (var type = 0; type < classes.Count; type++)
        {
            var counts = Total(_counts.Select(item => item[type]));
            if (counts.Truths + counts.Predictions > 0)
            {
                rows[classes[type]] = MetricTable.Row(counts);
            }
        }

        return rows;
    }

    private int Known(int type) =>
        (uint)type < (uint)classes.Count
            ? type
            : throw new ArgumentOutOfRangeException(nameof(type), type, $"There are {classes.Count} types of spans.");

    private static SpanF1.Counts Total(IEnumerable<SpanF1.Counts> counts) =>
        counts.Aggregate(default(SpanF1.Counts), (sum, one) => sum + one);

    private static WorstItem Describe(string id, SpanF1.Counts counts) => new(
        id,
        string.Create(CultureInfo.InvariantCulture, $"{counts.Truths} spans"),
        string.Create(CultureInfo.InvariantCulture, $"{counts.Predictions} spans, {counts.Hits} right"),
        counts.F1);
}
