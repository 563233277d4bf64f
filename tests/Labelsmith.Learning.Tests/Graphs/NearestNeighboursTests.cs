using Labelsmith.Learning.Graphs;

namespace Labelsmith.Learning.Tests.Graphs;

[Collection(TorchTests.Name)]
public class NearestNeighboursTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_exact_search_finds_what_looking_at_all_pairs_finds()
    {
        var points = Clouds(count: 300, dimensions: 7);
        var table = NearestNeighbours.Exactly(points, 5, Stop);
        for (var point = 0; point < points.Count; point++)
        {
            var expected = Enumerable.Range(0, points.Count).Where(other => other != point)
                .OrderBy(other => points.SquaredDistance(point, other)).Take(5);
            Assert.Equal(expected, table.Points[(point * 5)..((point + 1) * 5)]);
        }
    }

    [Fact]
    public void The_approximate_search_finds_almost_all_and_the_same_with_the_same_seed()
    {
        var points = Clouds(count: 6000, dimensions: 20);
        var table = NeighbourDescent.Find(points, 10, seed: 3, Stop);
        var recall = NearestNeighbours.Exactly(points, 10, Stop).RecallOf(table);
        Assert.True(recall > 0.97, $"It found {recall:P1}.");
        Assert.Equal(table.Points, NeighbourDescent.Find(points, 10, seed: 3, Stop).Points);
    }

    [Fact]
    public void Copies_of_one_point_are_each_others_neighbours()
    {
        var points = new PointSet([1, 1, 1, 1, 1, 1, 5, 5], 2);
        Assert.All(NearestNeighbours.Exactly(points, 2, Stop).SquaredDistances[..6], distance => Assert.Equal(0, distance));
        Assert.All(NeighbourDescent.Find(points, 2, 0, Stop).SquaredDistances[..6], distance => Assert.Equal(0, distance));
        Assert.All(NeighbourGraph.Build(points, 0, Stop).Degrees, degree => Assert.True(double.IsFinite(degree)));
    }

    [Fact]
    public void The_farthest_of_k_neighbours_weighs_e_to_the_minus_four()
    {
        var graph = NeighbourGraph.Weigh(new NeighbourTable(2, [1, 2, 0, 2, 1, 0], [1, 4, 1, 2, 2, 4]));
        var (_, weights) = graph.Neighbours(0);
        Assert.Equal((Math.Exp(-4.0 * 1 / 4) + Math.Exp(-4.0 * 1 / 2)) / 2, weights.Span[0], 1e-6);
        Assert.Equal(Math.Exp(-4), weights.Span[1], 1e-6);
    }

    [Fact]
    public void More_neighbours_than_others_are_refused() =>
        Assert.Throws<ArgumentException>(() => NearestNeighbours.Find(new PointSet([1, 2], 1), 2, 0, Stop));

    /// <summary>Overlapping clouds of different density, as features of classes are.</summary>
    private static PointSet Clouds(int count, int dimensions)
    {
        var random = new Random(1);
        float Normal() => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
        var values = new float[count * dimensions];
        var centres = Enumerable.Range(0, 8 * dimensions).Select(_ => 2 * Normal()).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var cloud = i / dimensions % 8;
            values[i] = centres[(cloud * dimensions) + (i % dimensions)] + ((0.5f + (cloud * 0.1f)) * Normal());
        }

        return new PointSet(values, dimensions);
    }
}
