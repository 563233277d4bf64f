using Labelsmith.Learning.Evaluation;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Tests.Evaluation;

public class ClassificationEvaluatorTests
{
    private static readonly string[] _classes = ["a", "b", "c"];
    private static readonly int[] _truth = [0, 1, 2, 1, 1, 0];
    private static readonly float[][] _probabilities =
        [[.7f, .2f, .1f], [.3f, .4f, .3f], [.2f, .2f, .6f], [.5f, .3f, .2f], [.1f, .8f, .1f], [.4f, .35f, .25f]];

    /// <summary>scikit-learn 1.2.1: <c>roc_auc_score(multi_class="ovr", average="macro")</c>, the mean of
    /// <c>average_precision_score</c> over the classes, <c>f1_score</c> and <c>balanced_accuracy_score</c>.</summary>
    [Fact]
    public void Agrees_with_scikit_learn()
    {
        var metrics = Evaluate().Metrics;
        Assert.Equal(0.9212962962962963, metrics["roc_auc"], 6);
        Assert.Equal(0.9166666666666666, metrics["pr_auc"], 6);
        Assert.Equal(5.0 / 6, metrics["accuracy"], 12);
        Assert.Equal((0.8 + 0.8 + 1) / 3, metrics["f1_macro"], 12);
        Assert.Equal((1 + 2.0 / 3 + 1) / 3, metrics["balanced_accuracy"], 12);
    }

    [Fact]
    public void Gives_the_metrics_of_the_contract() => Assert.Equal(
        [
            "accuracy", "balanced_accuracy", "expected_calibration_error", "f1_macro", "f1_micro", "f1_weighted", "pr_auc",
            "precision_macro", "recall_macro", "roc_auc",
        ],
        Evaluate().Metrics.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Intervals_hold_the_metric_and_follow_the_seed()
    {
        var (first, again, other) = (Evaluate(seed: 1), Evaluate(seed: 1), Evaluate(seed: 2));
        Assert.All(first.MetricsInterval, entry => Assert.InRange(first.Metrics[entry.Key], entry.Value[0], entry.Value[1]));
        Assert.Equal(first.MetricsInterval["accuracy"], again.MetricsInterval["accuracy"]);
        Assert.NotEqual(first.MetricsInterval["expected_calibration_error"], other.MetricsInterval["expected_calibration_error"]);
    }

    [Fact]
    public void What_is_undefined_is_left_out()
    {
        var evaluator = new ClassificationEvaluator(_classes);
        evaluator.Add("1", 0, [.8f, .1f, .1f]);
        evaluator.Add("2", 0, [.7f, .2f, .1f]);
        var result = evaluator.Finish();
        Assert.DoesNotContain("roc_auc", result.Metrics.Keys);
        Assert.DoesNotContain(result.Metrics.Values, double.IsNaN);
        Assert.Equal(1, result.Metrics["accuracy"]);
        Assert.Empty(new ClassificationEvaluator(_classes).Finish().Metrics);
    }

    [Fact]
    public void The_worst_item_is_the_one_whose_true_class_is_least_probable()
    {
        var worst = Evaluate().WorstItems;
        Assert.Equal(["3", "1", "5", "2", "0", "4"], worst.Select(item => item.Id));
        Assert.Equal(("b", "a"), (worst[0].Truth, worst[0].Predicted));
        Assert.Equal(0.3, worst[0].Score, 6);
    }

    [Fact]
    public void Answers_without_probabilities_give_what_they_can()
    {
        var evaluator = new ClassificationEvaluator(_classes);
        evaluator.Add("1", 0, 0, 0.9);
        evaluator.Add("2", 1, 2, 0.6);
        evaluator.Add("3", 2, ConfusionMatrix.NoAnswer, 0.5);
        var result = evaluator.Finish();
        Assert.Equal(1.0 / 3, result.Metrics["accuracy"], 12);
        Assert.True(result.Metrics.ContainsKey("expected_calibration_error"));
        Assert.False(result.Metrics.ContainsKey("roc_auc"));
        Assert.Equal("no answer", result.WorstItems.First(item => item.Id == "3").Predicted);
    }

    [Fact]
    public void The_score_of_one_of_two_classes_tells_that_of_the_other()
    {
        var evaluator = new ClassificationEvaluator(["ham", "spam"]);
        evaluator.Add("1", 0, 0, 0.9);
        evaluator.Add("2", 1, 1, 0.6);
        evaluator.Add("3", 0, 1, 0.55);
        Assert.Equal(1, evaluator.Finish().Metrics["roc_auc"]); // .1, .6, .55 for spam
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var evaluator = new ClassificationEvaluator(_classes);
        Assert.Throws<ArgumentException>(() => evaluator.Add("1", 0, [.5f, .5f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluator.Add("1", 3, [.5f, .5f, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluator.Add("1", 0, 3));
    }

    private static EvaluationResult Evaluate(int seed = 0)
    {
        var evaluator = new ClassificationEvaluator(_classes, seed);
        for (var i = 0; i < _truth.Length; i++)
        {
            evaluator.Add($"{i}", _truth[i], _probabilities[i]);
        }

        return evaluator.Finish();
    }
}
