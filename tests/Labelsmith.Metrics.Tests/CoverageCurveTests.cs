using CsCheck;

namespace Labelsmith.Metrics.Tests;

public class CoverageCurveTests
{
    [Theory]
    [InlineData(0, 10, 0.05, 0.258866)] // 1 - 0.05^(1/10)
    [InlineData(2, 10, 0.05, 0.506901)] // the sums of exact binomial terms, bisected
    [InlineData(5, 1000, 0.01, 0.013055)] // likewise
    [InlineData(3, 3, 0.05, 1)]
    public void The_bound_inverts_the_binomial_tail(int mistakes, int items, double probability, double risk) =>
        Assert.Equal(risk, CoverageCurve.HighestRisk(mistakes, items, probability), 1e-6);

    [Fact]
    public void Each_threshold_tells_share_and_precision_of_what_is_at_least_as_sure()
    {
        var curve = CoverageCurve.Compute([0.6, 0.9, 0.9, 0.99], [false, true, false, true]);
        Assert.Equal([0.99, 0.9, 0.6], curve.Select(point => point.Threshold));
        Assert.Equal([0.25, 0.75, 1], curve.Select(point => point.Coverage));
        Assert.Equal([1, 2 / 3.0, 0.5], curve.Select(point => point.Precision));
        Assert.Equal(1 - CoverageCurve.HighestRisk(1, 3, 0.05 / 3), curve[1].PrecisionLow);
        Assert.Empty(CoverageCurve.Compute([], []));
    }

    [Fact]
    public void Bounds_hold_on_new_items_whichever_threshold_is_chosen()
    {
        // confidence c is right with probability c: beyond a threshold t the true precision is the mean of c
        var random = new Random(3);
        var failures = 0;
        for (var trial = 0; trial < 200; trial++)
        {
            var confidences = Enumerable.Range(0, 200).Select(_ => 0.5 + (random.NextDouble() / 2)).ToArray();
            var right = Array.ConvertAll(confidences, confidence => random.NextDouble() < confidence);
            var curve = CoverageCurve.Compute(confidences, right);
            failures += curve.Any(point => (point.Threshold + 1) / 2 < point.PrecisionLow) ? 1 : 0;
        }

        Assert.InRange(failures, 0, 20); // 10 on average, if the bounds were as tight as they may be
    }

    [Fact]
    public void Coverage_grows_to_everything_and_bounds_lie_below() =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[1, 300].Sample(items =>
        {
            var curve = CoverageCurve.Compute([.. items.Select(item => item.Item1)], [.. items.Select(item => item.Item2)]);
            return curve.Count <= CoverageCurve.MostPoints
                && curve[^1].Coverage == 1
                && Math.Abs(curve[^1].Precision - items.Average(item => item.Item2 ? 1.0 : 0)) < 1e-12
                && curve.Zip(curve.Skip(1)).All(pair => pair.First.Threshold > pair.Second.Threshold && pair.First.Coverage < pair.Second.Coverage)
                && curve.All(point => point.PrecisionLow <= point.Precision + 1e-12 && point.PrecisionLow >= 0);
        });
}
