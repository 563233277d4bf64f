using Labelsmith.Learning.Graphs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Graphs;

/// <summary>Spreading by conjugate gradients against dense solutions, and on graphs whose answer is plain.</summary>
[Collection(TorchTests.Name)]
public class SpreadingTests
{
    private const int Classes = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int[] Labels { get; } = [0, -1, 1, -1, 2, -1, 0, -1, -1, -1, -1, -1];

    [Fact]
    public void Label_spreading_solves_what_the_paper_writes()
    {
        using var scope = NewDisposeScope();
        var graph = Random(12, seed: 1);
        var w = Dense(graph);
        var d = w.sum(dim: 1).pow(-0.5);
        var s = d.unsqueeze(1) * w * d;
        var expected = 0.01 * linalg.solve(eye(12, dtype: float64) - (0.99 * s), OneHot());
        Equal(expected, LabelSpreading.Spread(graph, Labels, Classes, Stop), 1e-5);
    }

    [Fact]
    public void Poisson_learning_solves_what_the_paper_writes()
    {
        using var scope = NewDisposeScope();
        var graph = Random(12, seed: 2);
        var w = Dense(graph);
        var degrees = w.sum(dim: 1);
        var hot = OneHot();
        var source = hot - (hot.sum(dim: 1, keepdim: true) * hot.sum(dim: 0) / hot.sum());
        var u = linalg.pinv(diag(degrees) - w).matmul(source);
        u -= (degrees.unsqueeze(1) * u).sum(dim: 0) / degrees.sum(); // Σ d_i u_i = 0
        Equal(u, PoissonLearning.Spread(graph, Labels, Classes, Stop), 1e-3);
    }

    [Fact]
    public void A_screen_keeps_what_flows_near()
    {
        using var scope = NewDisposeScope();
        var graph = Random(12, seed: 2);
        var w = Dense(graph);
        var d = diag(w.sum(dim: 1));
        var hot = OneHot();
        var source = hot - (hot.sum(dim: 1, keepdim: true) * hot.sum(dim: 0) / hot.sum());
        Equal(linalg.solve(d - w + (0.01 * d), source), PoissonLearning.Ways[2](graph, Labels, Classes, Stop), 1e-3);
    }

    [Fact]
    public void Labels_held_back_choose_among_the_ways_and_the_first_is_taken_where_there_are_none_to_hold()
    {
        var pairs = SparseGraph.Symmetrised(8, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (4, 5, 1), (5, 6, 1), (6, 7, 1)]);
        Spreading wrong = (_, labels, _, _) => [.. labels.SelectMany((_, node) => node < 4 ? new double[] { 0, 1 } : [1, 0])];
        var few = Propagation.Run([wrong, LabelSpreading.Spread], pairs, [0, -1, -1, -1, 1, -1, -1, -1], 2, 0, Stop);
        Assert.Equal([0, 1, 1, 1, 1, 0, 0, 0], few.Classes);
        Assert.Null(few.HeldOutAccuracy);
        var more = Propagation.Run([wrong, LabelSpreading.Spread], pairs, [0, -1, -1, 0, 1, -1, -1, 1], 2, 0, Stop);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], more.Classes);
        Assert.Equal(1, more.HeldOutAccuracy);
    }

    [Fact]
    public void On_a_path_the_nearer_label_wins_and_the_middle_belongs_to_nobody()
    {
        var path = SparseGraph.Symmetrised(5, [.. Enumerable.Range(0, 4).Select(i => (i, i + 1, 1f))]);
        foreach (var spread in new[] { LabelSpreading.Spread(path, [0, -1, -1, -1, 1], 2, Stop), PoissonLearning.Spread(path, [0, -1, -1, -1, 1], 2, Stop) })
        {
            Assert.True(spread[2] > spread[3] && spread[6] < spread[7]);
            Assert.Equal(spread[4], spread[5], 1e-4);
        }
    }

    [Fact]
    public void A_part_of_the_graph_without_a_label_is_left_open_and_one_of_a_single_class_gets_it()
    {
        var graph = SparseGraph.Symmetrised(6, [(0, 1, 1), (1, 2, 1), (3, 4, 1)]);
        int[] labels = [1, -1, -1, -1, -1, 0];
        foreach (var spread in new[] { LabelSpreading.Spread(graph, labels, 2, Stop), PoissonLearning.Spread(graph, labels, 2, Stop) })
        {
            Assert.True(spread[5] > spread[4]); // node 2
            Assert.Equal([0, 0, 0, 0], spread[6..10]); // nodes 3 and 4
            Assert.True(spread[10] > spread[11]); // node 5, alone
        }
    }

    [Fact]
    public void A_graph_is_symmetric_and_adds_up_what_it_is_given_twice()
    {
        var graph = SparseGraph.Symmetrised(3, [(0, 1, 2), (1, 0, 4), (1, 2, 1), (1, 2, 3), (2, 2, 9)]);
        Assert.Equal([3, 5, 2], graph.Degrees);
        Assert.Equal([0, 2], graph.Neighbours(1).Nodes.ToArray());
        Assert.Equal([3f, 2f], graph.Neighbours(1).Weights.ToArray());
        Assert.Equal([0, 0, 1], SparseGraph.Symmetrised(3, [(0, 1, 1)]).Components());
    }

    /// <summary>Connected: a ring, with chords.</summary>
    private static SparseGraph Random(int nodes, int seed)
    {
        var random = new Random(seed);
        return SparseGraph.Symmetrised(nodes,
        [
            .. Enumerable.Range(0, nodes).Select(i => (i, (i + 1) % nodes, 0.5f + random.NextSingle())),
            .. Enumerable.Range(0, 2 * nodes).Select(_ => (random.Next(nodes), random.Next(nodes), random.NextSingle())),
        ]);
    }

    private static Tensor Dense(SparseGraph graph)
    {
        var w = zeros(graph.NodeCount, graph.NodeCount, float64);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var (others, weights) = graph.Neighbours(node);
            for (var i = 0; i < others.Length; i++)
            {
                w[node, others.Span[i]] = weights.Span[i];
            }
        }

        return w;
    }

    private static Tensor OneHot()
    {
        var hot = zeros(Labels.Length, Classes, float64);
        for (var node = 0; node < Labels.Length; node++)
        {
            if (Labels[node] >= 0)
            {
                hot[node, Labels[node]] = 1;
            }
        }

        return hot;
    }

    private static void Equal(Tensor expected, double[] actual, double tolerance) =>
        Assert.All(expected.flatten().data<double>().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
