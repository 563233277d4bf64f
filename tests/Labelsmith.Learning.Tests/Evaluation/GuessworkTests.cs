using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Tests.Evaluation;

public class GuessworkTests
{
    [Fact]
    public void A_model_that_says_the_same_of_everything_is_told()
    {
        var sentence = Guesswork.Find(Result([[0, 60], [0, 140]]));
        Assert.Contains("'dog' (70.0 % right against 70.0 %)", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_knows_something_is_not() => Assert.Null(Guesswork.Find(Result([[1, 59], [0, 140]])));

    [Fact]
    public void Where_all_are_of_one_class_nothing_can_be_told() => Assert.Null(Guesswork.Find(Result([[0, 0], [0, 140]])));

    [Theory, InlineData(0, true), InlineData(0.01, false)]
    public void A_tagger_that_finds_no_span_is_told(double spanF1, bool isTold)
    {
        var result = Result(null) with { Metrics = new Dictionary<string, double> { ["span_f1"] = spanF1 } };
        Assert.Equal(isTold, Guesswork.Find(result) is not null);
    }

    [Fact]
    public void Without_test_items_nothing_can_be_told() => Assert.Null(Guesswork.Find(Result([[0, 0], [0, 0]])));

    private static EvaluationResult Result(long[][]? matrix) => new()
    {
        ItemCount = 200,
        Classes = ["cat", "dog"],
        Metrics = new Dictionary<string, double>(),
        MetricsInterval = new Dictionary<string, double[]>(),
        ConfusionMatrix = matrix,
    };
}
