using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Tests.Evaluation;

public class LabelSetEvaluatorTests
{
    private static readonly string[] _classes = ["a", "b", "c"];

    private static readonly double[] _thresholds = [0.5, 0.5, 0.35];

    private static readonly int[][] _truth = [[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 0, 0], [1, 0, 1], [0, 1, 0], [0, 0, 1], [1, 1, 1]];

    private static readonly float[][] _probabilities =
    [
        [.9f, .2f, .1f], [.6f, .7f, .4f], [.3f, .4f, .8f], [.55f, .1f, .2f], [.45f, .3f, .35f], [.2f, .9f, .6f], [.1f, .65f, .3f], [.7f, .8f, .9f],
    ];

    /// <summary>scikit-learn 1.2.1: <c>f1_score</c>, <c>precision_score</c>, <c>recall_score</c>, <c>average_precision_score(average="macro")</c> and
    /// <c>accuracy_score</c>, which for sets of labels is subset accuracy.</summary>
    [Fact]
    public void Metrics_agree_with_scikit_learn()
    {
        var result = Evaluate(withProbabilities: true);
        Assert.Equal(0.72, result.Metrics["f1_micro"], 12);
        Assert.Equal(0.7222222222222222, result.Metrics["f1_macro"], 12);
        Assert.Equal(0.6923076923076923, result.Metrics["precision_micro"], 12);
        Assert.Equal(0.75, result.Metrics["recall_micro"], 12);
        Assert.Equal(0.7, result.Metrics["precision_macro"], 12);
        Assert.Equal(0.9055555555555556, result.Metrics["mean_average_precision"], 12);
        Assert.Equal(0.25, result.Metrics["subset_accuracy"], 12);
        Assert.Equal(0.8166666666666667, result.PerClass["c"]["average_precision"], 12);
        Assert.Equal(2.0 / 3, result.PerClass["c"]["f1"], 12);
        Assert.InRange(0.72, result.MetricsInterval["f1_micro"][0], result.MetricsInterval["f1_micro"][1]);
    }

    [Fact]
    public void Without_probabilities_nothing_ranks_the_items()
    {
        var result = Evaluate(withProbabilities: false);
        Assert.Equal(0.72, result.Metrics["f1_micro"], 12);
        Assert.DoesNotContain("mean_average_precision", result.Metrics.Keys);
    }

    [Fact]
    public void The_worst_item_has_nothing_right_and_nothing_of_nothing_is_all_right()
    {
        var result = Evaluate(withProbabilities: true);
        Assert.Equal(("3", "none", "a", 0.0), Row(result.WorstItems[0]));
        var evaluator = new LabelSetEvaluator(_classes);
        Assert.Equal(1, evaluator.Add("x", new bool[3], new bool[3], []));

        static (string Id, string Truth, string Predicted, double Score) Row(WorstItem item) => (item.Id, item.Truth, item.Predicted, item.Score);
    }

    [Fact]
    public void A_set_of_the_wrong_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => new LabelSetEvaluator(_classes).Add("x", new bool[2], new bool[3], []));

    private static EvaluationResult Evaluate(bool withProbabilities)
    {
        var evaluator = new LabelSetEvaluator(_classes);
        for (var i = 0; i < _truth.Length; i++)
        {
            bool[] predicted = [.. _probabilities[i].Select((probability, label) => probability >= (float)_thresholds[label])];
            evaluator.Add($"{i}", Array.ConvertAll(_truth[i], one => one == 1), predicted, withProbabilities ? _probabilities[i] : []);
        }

        return evaluator.Finish();
    }
}
