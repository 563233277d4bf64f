using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Two models on the same items, which neither has learned from.</summary>
/// <param name="ItemCount">How many items both were tested on.</param>
/// <param name="LeftOut">Of them, those whose truth has changed between the two tests, or that could not be compared.</param>
/// <param name="Metrics">In the order of the task's metrics.</param>
public sealed record PairedResult(int ItemCount, int LeftOut, IReadOnlyList<PairedMetric> Metrics);

/// <summary>A metric of two models.</summary>
/// <param name="Key">As in <c>report.json</c>.</param>
/// <param name="First">Of the first model.</param>
/// <param name="Second">Of the second model.</param>
/// <param name="Difference">Second less first.</param>
/// <param name="Interval">95 % of the difference, low and high, over paired resamples; null where it is undefined. Without 0 in it, the
/// difference is more than the chance of which items were tested on.</param>
public sealed record PairedMetric(string Key, double First, double Second, double Difference, double[]? Interval);

/// <summary>Compares what two models answered in their tests.</summary>
/// <remarks>Each resample draws the same items for both (paired bootstrap: Efron and Tibshirani 1993, chapter 16): what makes items hard
/// for both models then drops out of the difference.</remarks>
public static class PairedComparison
{
    /// <summary>Fewer items say nothing of a difference.</summary>
    public const int LeastItems = 5;

    /// <summary>What a run writes beside its report.</summary>
    public const string TestFileName = TestFile.Name;

    /// <param name="first">A model's card, and the file that its run wrote.</param>
    /// <param name="second">Another's.</param>
    /// <param name="sourceOf">An item's content, where its size has to be looked up.</param>
    /// <exception cref="BadDataException">The two cannot be compared; the message says why.</exception>
    public static PairedResult Compare(
        (ModelCard Card, string TestFile) first, (ModelCard Card, string TestFile) second, Func<string, ItemSource> sourceOf, int seed = 0)
    {
        if (first.Card.Task != second.Card.Task)
        {
            throw new BadDataException(
                $"One model answers {Word(first.Card)}, the other {Word(second.Card)}: compare two of one task.");
        }

        var (one, other) = (TestFile.Read(first.TestFile), TestFile.Read(second.TestFile));
        var shared = one.Keys.Where(other.ContainsKey).Order(StringComparer.Ordinal).ToList();
        var same = shared.Where(id => TestFile.SameTruth(one[id], other[id])).ToList();
        if (same.Count < LeastItems)
        {
            throw new BadDataException(
                $"Only {same.Count} items were tested on by both models and by neither learned from: learn again with the same seed, so that both are tested on the same items.");
        }

        var (ofFirst, ofSecond) = (Evaluate(first.Card, one, same, sourceOf, seed), Evaluate(second.Card, other, same, sourceOf, seed));
        if (ofFirst.Function is not { } ours || ofSecond.Function is not { } theirs || ours.ItemCount != theirs.ItemCount)
        {
            throw new BadDataException("The two models could not be tested on the same items: one of them gave answers that cannot be read.");
        }

        return new PairedResult(ours.ItemCount, shared.Count - ours.ItemCount, Differences(ours, theirs, seed));
    }

    private static EvaluationResult Evaluate(
        ModelCard card, IReadOnlyDictionary<string, TestedItem> tested, List<string> ids, Func<string, ItemSource> sourceOf, int seed)
    {
        var data = new Dataset
        {
            Name = "test items",
            Medium = card.Medium,
            Task = card.Task,
            Classes = card.Classes,
            Background = card.Background,
            Items = [.. ids.Select(id => new DataItem(id, sourceOf(id)) { ReadTruth = () => tested[id].Truth })],
        };
        return AnswerEvaluator.Evaluate(
            data, ids.Select(id => new ItemPrediction(id, tested[id].Predicted, 1)), card.Task, seed).Result;
    }

    private static List<PairedMetric> Differences(MetricFunction first, MetricFunction second, int seed)
    {
        // the same task has the same keys; others would be an older version's
        var keys = first.Keys.Where(second.Keys.Contains).ToList();
        var (places, otherPlaces) = (keys.ConvertAll(key => IndexOf(first.Keys, key)), keys.ConvertAll(key => IndexOf(second.Keys, key)));
        var (values, others) = (new double[first.Keys.Count], new double[second.Keys.Count]);
        void Measure(ReadOnlySpan<int> weights, Span<double> differences)
        {
            first.Measure(weights, values);
            second.Measure(weights, others);
            for (var i = 0; i < differences.Length; i++)
            {
                differences[i] = others[otherPlaces[i]] - values[places[i]];
            }
        }

        var whole = new double[keys.Count];
        Measure(Bootstrap.Once(first.ItemCount), whole);
        var (firstWhole, secondWhole) = (values.ToArray(), others.ToArray());
        var intervals = Bootstrap.Intervals(first.ItemCount, keys.Count, Measure, seed);
        return
        [
            .. keys.Select((key, i) => new PairedMetric(
                    key, firstWhole[places[i]], secondWhole[otherPlaces[i]], whole[i],
                    double.IsFinite(intervals[i].Low) ? [intervals[i].Low, intervals[i].High] : null))
                .Where(metric => double.IsFinite(metric.Difference)),
        ];
    }

    private static int IndexOf(IReadOnlyList<string> keys, string key) => keys.Index().First(entry => entry.Item == key).Index;

    private static string Word(ModelCard card) => card.Task.ToString().ToLowerInvariant();
}
