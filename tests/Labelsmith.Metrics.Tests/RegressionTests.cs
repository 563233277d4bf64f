using CsCheck;

namespace Labelsmith.Metrics.Tests;

/// <summary>Reference values: scikit-learn 1.2.1, <c>mean_absolute_error</c>, <c>mean_squared_error(squared=False)</c>, <c>r2_score</c>.</summary>
public class RegressionTests
{
    private static readonly double[] _truth = [3, -0.5, 2, 7, 4.25];
    private static readonly double[] _predicted = [2.5, 0.0, 2, 8, 5];

    private static readonly Gen<(double Truth, double Predicted)[]> _pairs =
        Gen.Select(Gen.Double[-100, 100], Gen.Double[-100, 100]).Array[2, 40];

    [Fact]
    public void Errors_agree_with_scikit_learn()
    {
        Assert.Equal(0.55, MeanAbsoluteError.Error(_truth, _predicted), 12);
        Assert.Equal(0.6422616289332564, RootMeanSquaredError.Error(_truth, _predicted), 12);
        Assert.Equal(0.9328175895765473, RSquared.Score(_truth, _predicted), 12);
    }

    [Fact]
    public void The_mean_explains_nothing() => Assert.Equal(0, RSquared.Score([1, 2, 6], [3, 3, 3]), 12);

    [Fact]
    public void Equal_truths_leave_nothing_to_explain() => Assert.Equal(double.NaN, RSquared.Score([2, 2], [1, 2]));

    [Fact]
    public void Nothing_has_no_error()
    {
        Assert.Equal(double.NaN, MeanAbsoluteError.Error([], []));
        Assert.Equal(double.NaN, RootMeanSquaredError.Error([], []));
        Assert.Equal(double.NaN, RSquared.Score([], []));
    }

    [Fact]
    public void The_root_mean_square_is_at_least_the_mean_error() => _pairs.Sample(pairs =>
    {
        double[] truth = [.. pairs.Select(pair => pair.Truth)], predicted = [.. pairs.Select(pair => pair.Predicted)];
        Assert.True(RootMeanSquaredError.Error(truth, predicted) >= MeanAbsoluteError.Error(truth, predicted) - 1e-9);
    });
}
