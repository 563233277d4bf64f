using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Methods.Graphs;

/// <summary>Nodes of a graph whose communities are its classes.</summary>
[Collection(TorchTests.Name)]
public sealed class NodeTests : IDisposable
{
    private const int Nodes = 120;
    private const int Classes = 3;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData("gcn"), InlineData("label-propagation"), InlineData("poisson")]
    public void Links_tell_the_classes_of_a_community(string method)
    {
        var outcome = LearningRun.Run(Request(method, "out", Communities()), cancellation: Stop);
        Assert.True(outcome.Report.Metrics["accuracy"] > 0.8, $"{outcome.Report.Metrics["accuracy"]:0.000}");
        using var predictor = Predictor.Load(_folder["out/model"]);
        var pool = Communities().Items.Where(item => item.Split == Split.Unlabelled); // read anew
        Assert.Equal(
            outcome.Predictions.Select(prediction => (prediction.ItemId, prediction.Score)),
            predictor.Predict(pool, Stop).Select(prediction => (prediction.ItemId, prediction.Score)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_model_also_where_the_run_was_cut()
    {
        LearningRun.Run(Request("gcn", "whole", Communities()), cancellation: Stop);
        using var cancel = new CancellationTokenSource();
        var cut = Request("gcn", "cut", Communities());
        Assert.Throws<OperationCanceledException>(() => LearningRun.Run(cut, progress => CancelAt(progress, 5), cancel.Token));
        LearningRun.Run(cut, cancellation: Stop);
        Assert.Equal(
            File.ReadAllBytes(_folder["whole/model/model.safetensors"]), File.ReadAllBytes(_folder["cut/model/model.safetensors"]));

        void CancelAt(LearningProgress progress, int epoch)
        {
            if (progress.Epoch?.Number == epoch)
            {
                cancel.Cancel();
            }
        }
    }

    [Fact]
    public void Automatic_chooses_a_method_that_knows_graphs() =>
        Assert.NotEqual("auto", LearningRun.Run(Request("auto", "out", Communities()) with { Epochs = 2 }, cancellation: Stop).Report.Method);

    [Fact]
    public void Answers_for_one_graph_are_not_given_for_another()
    {
        LearningRun.Run(Request("poisson", "out", Communities()), cancellation: Stop);
        using var predictor = Predictor.Load(_folder["out/model"]);
        var stranger = new DataItem("x", new NodeSource(new NodeGraph([[0]], 1, []), 0));
        Assert.Contains("another graph", Assert.IsType<UnreadableOutput>(predictor.Run([stranger], Stop).Single()).Fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_is_the_product_that_the_paper_writes()
    {
        using var scope = NewDisposeScope();
        using var graph = new GraphTensors(new NodeGraph([[0], [0, 2], []], 3, [(0, 1), (1, 2)]));
        var adjacency = tensor(new float[] { 1, 1, 0, 1, 1, 1, 0, 1, 1 }, [3, 3]);
        var roots = adjacency.sum(dim: 1).pow(-0.5);
        var x = arange(6, float32).view(3, 2);
        Assert.True(graph.Mix(x).allclose((roots.unsqueeze(1) * adjacency * roots).matmul(x), 1e-5, 1e-6));
        var features = tensor(new float[] { 1, 0, 0, 0.5f, 0, 0.5f, 0, 0, 0 }, [3, 3]);
        Assert.True(graph.Multiply(graph.FeatureNodes, graph.Features, graph.FeatureValues, x).allclose(features.matmul(x)));
    }

    public void Dispose() => _folder.Dispose();

    private LearningRequest Request(string method, string to, Dataset data) => new() { Data = data, Method = method, Epochs = 100, OutDirectory = _folder[to] };

    /// <summary>Four labels a class, forty nodes to test on; features say little.</summary>
    private static Dataset Communities()
    {
        var random = new Random(2);
        var edges = new HashSet<(int, int)>();
        for (var node = 0; node < Nodes; node++)
        {
            for (var i = 0; i < 4; i++)
            {
                // now and then to a stranger
                var other = i < 3 ? (node % Classes) + (Classes * random.Next(Nodes / Classes)) : random.Next(8) > 0 ? node : random.Next(Nodes);
                if (other != node)
                {
                    edges.Add((Math.Min(node, other), Math.Max(node, other)));
                }
            }
        }

        int[][] features = [.. Enumerable.Range(0, Nodes).Select(node => new[] { random.Next(3) == 0 ? node % Classes : Classes + random.Next(5) })];
        var graph = new NodeGraph(features, Classes + 5, [.. edges.Order()]);
        return new Dataset
        {
            Name = "communities",
            Medium = Medium.Node,
            Task = TaskKind.Classification,
            Classes = ["a", "b", "c"],
            Items = [.. Enumerable.Range(0, Nodes).Select(node => Item(graph, node))],
        };
    }

    private static DataItem Item(NodeGraph graph, int node)
    {
        var split = node < 4 * Classes ? Split.Train : node < 24 ? Split.Validation : node < 64 ? Split.Test : Split.Unlabelled;
        var label = ((char)('a' + (node % Classes))).ToString();
        return new DataItem($"{node}", new NodeSource(graph, node))
        {
            Split = split,
            ReadTruth = split == Split.Unlabelled ? null : () => [new Answer { Id = "1", Control = "label", Labels = [label] }],
        };
    }
}
