using Labelsmith.Domain.Answers;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Tests.Evaluation;

public class OtherEvaluatorTests
{
    [Fact]
    public void Spans_of_all_texts_are_added_before_they_are_scored()
    {
        var evaluator = new TaggingEvaluator(["date", "link"]);
        Assert.Equal(0.5, evaluator.Add("1", [new(0, 2, 0), new(4, 6, 1)], [new(0, 2, 0), new(4, 6, 0)]));
        Assert.Equal(double.NaN, evaluator.Add("2", [], []));
        Assert.Equal(0, evaluator.Add("3", [new TypedSpan(1, 2, 1)], []));
        var result = evaluator.Finish();
        Assert.Equal(2.0 / 5, result.Metrics["span_f1"], 12);
        Assert.Equal(0.5, result.PerClass["date"]["precision"]);
        Assert.Equal(2, result.PerClass["link"]["support"]);
        Assert.Equal(["3", "1"], result.WorstItems.Select(item => item.Id));
    }

    [Fact]
    public void Texts_without_any_span_have_no_score() => Assert.Empty(new TaggingEvaluator(["date"]).Finish().Metrics);

    [Fact]
    public void An_unknown_type_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaggingEvaluator(["date"]).Add("1", [new TypedSpan(0, 1, 1)], []));

    [Fact]
    public void Numbers_are_compared_with_their_metrics()
    {
        var evaluator = new RegressionEvaluator();
        double[] truth = [3, -0.5, 2, 7, 4.25], predicted = [2.5, 0.0, 2, 8, 5];
        for (var i = 0; i < truth.Length; i++)
        {
            evaluator.Add($"{i}", truth[i], predicted[i]);
        }

        var result = evaluator.Finish();
        Assert.Equal(0.55, result.Metrics["mae"], 12); // scikit-learn 1.2.1, as in the tests of the metrics
        Assert.Equal(0.6422616289332564, result.Metrics["rmse"], 12);
        Assert.Equal(0.9328175895765473, result.Metrics["r2"], 12);
        Assert.Equal("3", result.WorstItems[0].Id);
        Assert.True(result.MetricsInterval["mae"][0] < 0.55 && 0.55 < result.MetricsInterval["mae"][1]);
        Assert.DoesNotContain("mae_constant", result.Metrics.Keys);
        Assert.DoesNotContain("interval_coverage", result.Metrics.Keys);
    }

    [Fact]
    public void Numbers_are_compared_with_a_constant_and_with_their_intervals()
    {
        var evaluator = new RegressionEvaluator(constant: 3);
        evaluator.Add("1", 1, 2, new NumberInterval(0, 4));
        evaluator.Add("2", 5, 9, new NumberInterval(8, 10));
        var result = evaluator.Finish();
        Assert.Equal(2, result.Metrics["mae_constant"]);
        Assert.Equal(0.5, result.Metrics["interval_coverage"]);
        Assert.Equal(3, result.Metrics["interval_width"]);
        Assert.Contains("always answering the mean", Guesswork.Find(result), StringComparison.Ordinal);
    }
}
