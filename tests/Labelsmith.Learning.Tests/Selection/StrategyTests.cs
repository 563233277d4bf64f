using Labelsmith.Learning.Selection;
using static Labelsmith.Learning.Tests.Selection.Situations;

namespace Labelsmith.Learning.Tests.Selection;

/// <summary>Each strategy does what its paper says, on a case made for it.</summary>
[Collection(TorchTests.Name)]
public class StrategyTests
{
    [Fact]
    public void Random_draws_every_item_about_as_often()
    {
        var counts = new int[10];
        for (var seed = 0; seed < 1000; seed++)
        {
            foreach (var item in Choose("random", Any(10, 0), 2, seed))
            {
                counts[item]++;
            }
        }

        Assert.All(counts, count => Assert.InRange(count, 150, 250)); // 200 are expected, with a deviation of 13
    }

    [Fact]
    public void Entropy_weighs_all_answers_and_margin_the_two_likeliest()
    {
        var input = Of([0.5f, 0.5f, 0], [0.4f, 0.31f, 0.29f], [0.9f, 0.05f, 0.05f]);
        Assert.Equal([1, 0, 2], Choose("entropy", input, 3));
        Assert.Equal([0, 1, 2], Choose("margin", input, 3));
    }

    [Fact]
    public void Bald_asks_where_variants_contradict_each_other_not_where_all_call_it_a_toss_up()
    {
        float[] left = [1, 0], right = [0, 1], toss = [0.5f, 0.5f];
        var input = new SelectionInput
        {
            Labelled = new bool[3],
            Samples = new Variants([[toss, left, left], [toss, right, left]]), // by variant, then item
        };
        var picks = SelectionCatalog.Resolve("bald", hasModel: true).Select(input, 3, 0, TestContext.Current.CancellationToken);
        Assert.Equal(1, picks[0].Item);
        Assert.Equal(Math.Log(2), picks[0].Value, 1e-6); // all there is to know
        Assert.All(picks.Skip(1), pick => Assert.Equal(0, pick.Value, 1e-6));
    }

    [Fact]
    public void Core_set_goes_farthest_from_labels_and_from_its_own_choices()
    {
        var input = At((0, 0), (2, 0), (10, 0), (11, 0), (100, 0)) with { Labelled = [true, false, false, false, false] };
        Assert.Equal([4, 3, 1], Choose("coreset", input, 3)); // not 2, whose neighbour was chosen
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Core_set_leaves_no_item_more_than_twice_as_far_as_the_best_choice_would(int seed)
    {
        var points = Any(14, 0, seed).Points!;
        var input = new SelectionInput { Labelled = [true, .. new bool[13]], Points = points };
        var best = double.MaxValue;
        for (var one = 1; one < 14; one++)
        {
            for (var other = one + 1; other < 14; other++)
            {
                best = Math.Min(best, Radius(0, one, other));
            }
        }

        var chosen = Choose("coreset", input, 2);
        Assert.InRange(Radius([0, .. chosen]), best, 2 * best);

        double Radius(params int[] centres) =>
            Enumerable.Range(0, 14).Max(item => centres.Min(centre => Math.Sqrt(points.SquaredDistance(item, centre))));
    }

    [Fact]
    public void TypiClust_asks_the_middle_of_each_group_the_largest_first()
    {
        var random = new Random(0);
        var input = At([.. Group(0, 0, 60), .. Group(20, 0, 40), .. Group(0, 20, 20)]);
        var chosen = Choose("typiclust", input, 3);
        Assert.Equal([0, 1, 2], chosen.Select(GroupOf));
        Assert.All(chosen, item => Assert.InRange(DistanceToCentre(item), 0, 0.8)); // of deviation 1: among the densest

        // a group with a label comes last
        var labelled = new bool[120];
        labelled[5] = true;
        Assert.Equal([1, 2], Choose("typiclust", input with { Labelled = labelled }, 2).Select(GroupOf));

        IEnumerable<(float, float)> Group(float x, float y, int count) =>
            Enumerable.Range(0, count).Select(_ => (x + Normal(), y + Normal()));
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        int GroupOf(int item) => item < 60 ? 0 : item < 100 ? 1 : 2;
        double DistanceToCentre(int item)
        {
            var ((x, y), at) = (GroupOf(item) switch { 0 => (0f, 0f), 1 => (20f, 0f), _ => (0f, 20f) }, input.Points!);
            return Math.Sqrt(Math.Pow(at[item][0] - x, 2) + Math.Pow(at[item][1] - y, 2));
        }
    }

    [Fact]
    public void Badge_asks_one_of_each_unsure_group_and_none_that_is_sure()
    {
        // two unsure groups, the first a little more so, which entropy would ask about alone; and one that is sure, far off
        var points = At([.. Enumerable.Repeat((1f, 0f), 20), .. Enumerable.Repeat((0f, 1f), 20), .. Enumerable.Repeat((-3f, -3f), 20)]).Points;
        float[][] answers =
        [
            .. Enumerable.Repeat<float[]>([0.5f, 0.5f], 20), .. Enumerable.Repeat<float[]>([0.55f, 0.45f], 20), .. Enumerable.Repeat<float[]>([1, 0], 20),
        ];
        var input = new SelectionInput { Labelled = new bool[60], Points = points, Probabilities = answers };
        Assert.All(Choose("entropy", input, 2), item => Assert.InRange(item, 0, 19));
        for (var seed = 0; seed < 10; seed++)
        {
            Assert.Equal([0, 1], Choose("badge", input, 2, seed).Select(item => item / 20).Order());
        }
    }
}
