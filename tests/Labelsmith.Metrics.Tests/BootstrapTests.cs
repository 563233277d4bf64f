using CsCheck;

namespace Labelsmith.Metrics.Tests;

public class BootstrapTests
{
    private static Bootstrap.Measure MeanOf(double[] sample) => (weights, values) =>
    {
        values[0] = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            values[0] += weights[i] * sample[i] / sample.Length;
        }
    };

    [Fact]
    public void Percentiles_agree_with_numpy()
    {
        // np.percentile([1, 2, 4, 8, 16], [2.5, 97.5]) = [1.1, 15.2]
        Assert.Equal(1.1, Percentile.Of([1, 2, 4, 8, 16], 0.025), 12);
        Assert.Equal(15.2, Percentile.Of([1, 2, 4, 8, 16], 0.975), 12);
        Assert.Equal(3, Percentile.Of([3], 0.4));
    }

    [Fact]
    public void The_interval_of_a_mean_is_that_of_the_central_limit()
    {
        // 0, 1, …, 399: standard error 115.47 / 20 = 5.774, so 199.5 ± 1.96 · 5.774
        var sample = Enumerable.Range(0, 400).Select(i => (double)i).ToArray();
        var (low, high) = Bootstrap.Intervals(400, 1, MeanOf(sample), seed: 1, resamples: 4000)[0];
        Assert.InRange(low, 188.2 - 1, 188.2 + 1);
        Assert.InRange(high, 210.8 - 1, 210.8 + 1);
    }

    [Fact]
    public void Covers_the_true_mean_about_as_often_as_it_says()
    {
        var random = new Random(5);
        var covered = 0;
        for (var trial = 0; trial < 200; trial++)
        {
            var sample = Enumerable.Range(0, 60).Select(_ => random.NextDouble()).ToArray();
            var (low, high) = Bootstrap.Intervals(60, 1, MeanOf(sample), trial, resamples: 400)[0];
            covered += low <= 0.5 && 0.5 <= high ? 1 : 0;
        }

        Assert.InRange(covered, 176, 200); // 95 % of 200 is 190; four standard deviations are 12
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval() => Gen.Double[0, 1].Array[2, 20].Sample(sample =>
        Assert.Equal(
            Bootstrap.Intervals(sample.Length, 1, MeanOf(sample), seed: 3, resamples: 50),
            Bootstrap.Intervals(sample.Length, 1, MeanOf(sample), seed: 3, resamples: 50)), iter: 50);

    [Fact]
    public void Draws_as_many_items_as_there_are() => Bootstrap.Intervals(
        7, 1, (weights, values) => { Assert.Equal(7, weights.ToArray().Sum()); values[0] = 0; }, seed: 0, resamples: 20);

    [Fact]
    public void One_item_or_a_metric_that_is_mostly_undefined_has_no_interval()
    {
        Assert.Equal((double.NaN, double.NaN), Bootstrap.Intervals(1, 1, MeanOf([4]), seed: 0)[0]);
        Assert.Equal((double.NaN, double.NaN), Bootstrap.Intervals(9, 1, (_, values) => values[0] = double.NaN, seed: 0)[0]);
    }

    [Fact]
    public void A_level_must_lie_between_0_and_1() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Intervals(3, 1, MeanOf([1, 2, 3]), seed: 0, level: 95));
}
