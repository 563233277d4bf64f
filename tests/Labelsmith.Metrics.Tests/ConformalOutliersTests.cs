namespace Labelsmith.Metrics.Tests;

public class ConformalOutliersTests
{
    [Fact]
    public void A_p_value_is_the_share_of_known_items_that_are_no_more_alike() =>
        Assert.Equal([1 / 5.0, 4 / 5.0, 1], ConformalOutliers.PValues([0.5, 0.7, 0.7, 0.9], [0.4, 0.7, 0.95]));

    [Fact]
    public void Few_of_those_found_are_false_alarms_and_most_strange_items_are_found()
    {
        var random = new Random(1);
        var (falseShare, found) = (0.0, 0.0);
        const int trials = 100;
        for (var trial = 0; trial < trials; trial++)
        {
            double[] known = [.. Enumerable.Range(0, 200).Select(_ => Normal(random))];
            double[] judged = [.. Enumerable.Range(0, 300).Select(i => Normal(random) - (i < 60 ? 4 : 0))]; // a fifth is strange
            var outliers = ConformalOutliers.Find(known, judged, 0.1);
            var all = outliers.Count(true);
            falseShare += all > 0 ? (double)outliers.Skip(60).Count(isOutlier => isOutlier) / all / trials : 0;
            found += outliers.Take(60).Count(isOutlier => isOutlier) / 60.0 / trials;
        }

        Assert.InRange(falseShare, 0, 0.1);
        Assert.True(found > 0.85, $"{found:0.00} found.");
    }

    [Fact]
    public void Where_nothing_is_strange_hardly_anything_is_found_and_nothing_is_told_by_nothing()
    {
        var random = new Random(2);
        var alarms = Enumerable.Range(0, 100).Count(_ => ConformalOutliers.Find(
            Enumerable.Range(0, 100).Select(_ => Normal(random)).ToArray(),
            Enumerable.Range(0, 200).Select(_ => Normal(random)).ToArray(), 0.1).Contains(true));
        Assert.InRange(alarms, 0, 20); // 10 on average at most
        Assert.DoesNotContain(true, ConformalOutliers.Find([], [0.1, 0.2], 0.1));
        Assert.Empty(ConformalOutliers.Find([0.1], [], 0.1));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
