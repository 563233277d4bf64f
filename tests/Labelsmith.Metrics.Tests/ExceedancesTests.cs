namespace Labelsmith.Metrics.Tests;

public class ExceedancesTests
{
    [Theory]
    [InlineData(0, 5, 1, 9, 1)]
    [InlineData(1, 1, 2, 8, 0.2)] // one more item is below the second of nine with 2 in 10
    [InlineData(2, 2, 1, 1, 1 / 3.0)] // of three items in any order, the known one comes last
    [InlineData(1, 2, 1, 1, 2 / 3.0)]
    public void The_number_of_exceedances_is_beta_binomial(int count, int items, int low, int high, double probability) =>
        Assert.Equal(probability, Math.Exp(Exceedances.LogAtLeast(count, items, low, high)), 1e-12);

    [Fact]
    public void Surprises_below_the_smallest_number_are_still_told_apart()
    {
        var (much, more) = (Exceedances.LogAtLeast(3000, 6000, 20, 1981), Exceedances.LogAtLeast(3500, 6000, 20, 1981));
        Assert.InRange(much, -2000, Math.Log(double.Epsilon));
        Assert.InRange(more, -3000, much - 1);
    }

    [Fact]
    public void Strange_items_are_found_and_their_number_is_put_beside_what_chance_makes()
    {
        var random = new Random(1);
        double[] known = [.. Enumerable.Range(0, 200).Select(_ => Normal(random))];
        double[] judged = [.. Enumerable.Range(0, 300).Select(i => Normal(random) - (i < 60 ? 2.5 : 0))]; // a fifth is strange
        var found = Exceedances.Find(known, judged)!;
        Assert.True(found.Count > 2 * found.Expected, $"{found.Count} found, {found.Expected:0.0} expected.");
        Assert.Equal(judged.Count(value => value < found.Limit), found.Count);
        Assert.True(judged.Take(60).Count(value => value < found.Limit) > 0.6 * found.Count);
    }

    [Fact]
    public void Where_nothing_is_strange_it_is_hardly_ever_said_that_something_is()
    {
        var random = new Random(2);
        var alarms = Enumerable.Range(0, 500).Count(_ => Exceedances.Find(
            Enumerable.Range(0, 100).Select(_ => Normal(random)).ToArray(),
            Enumerable.Range(0, 200).Select(_ => Normal(random)).ToArray()) is not null);
        Assert.InRange(alarms, 0, 12); // 5 on average at most
        Assert.Null(Exceedances.Find([], [0.1, 0.2]));
        Assert.Null(Exceedances.Find([0.1, 0.2], []));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
