using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Tests;

public class PlanetoidTests
{
    private static TemporaryData Papers() => new TemporaryData()
        .Add("content.tsv", "a\t0 3\nb\t\nc\t3 1 3\n"u8.ToArray())
        .Add("edges.tsv", "a\tb\nb\ta\nc\tc\nb\tc\n"u8.ToArray())
        .Add("labels.tsv", "a\t1\nb\t0\nc\t-1\n"u8.ToArray());

    [Fact]
    public void Nodes_come_with_their_features_and_their_graph()
    {
        using var data = Papers();
        var dataset = data.Open();
        Assert.Equal((Medium.Node, TaskKind.Classification), (dataset.Medium, dataset.Task!.Value));
        Assert.Equal(["0", "1"], dataset.Classes);
        Assert.Equal(["a", "b", "c"], dataset.Items.Select(item => item.Id));
        Assert.Equal(["1", "0", null], dataset.Items.Select(item => item.ReadTruth?.Invoke()[0].Labels[0]));
        var graph = ((NodeSource)dataset.Items[2].Source).Graph;
        Assert.Equal((3, 4), (graph.NodeCount, graph.FeatureCount));
        Assert.Equal([[0, 3], [], [1, 3]], graph.Features);
        Assert.Equal([(0, 1), (1, 2)], graph.Edges);
        Assert.Same(graph, ((NodeSource)dataset.Items[0].Source).Graph);
        Assert.Empty(dataset.Faults);
    }

    [Fact]
    public void Labels_of_nodes_in_no_split_are_not_looked_at()
    {
        using var data = Papers()
            .Add("dataset.yaml", "format: planetoid\nsplits: {train: {list: train.txt}}\n"u8.ToArray())
            .Add("train.txt", "a\n"u8.ToArray());
        var dataset = data.Open();
        Assert.Equal([Split.Train, Split.Unlabelled, Split.Unlabelled], dataset.Items.Select(item => item.Split!.Value));
        Assert.Equal([true, false, false], dataset.Items.Select(item => item.IsLabelled));
    }

    [Fact]
    public void Wrong_lines_are_faults_and_the_others_go_on()
    {
        using var data = Papers()
            .Add("content.tsv", "a\t0\nb\tx\na\t1\nd\t99999999999\n"u8.ToArray())
            .Add("edges.tsv", "a\tz\n"u8.ToArray());
        var dataset = data.Open("planetoid");
        Assert.Equal(["a"], dataset.Items.Select(item => item.Id));
        Assert.Equal(
            ["content.tsv:2", "content.tsv:3", "content.tsv:4", "edges.tsv:1", "labels.tsv:2", "labels.tsv:3"],
            dataset.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public void A_graph_without_edges_is_refused_in_one_sentence()
    {
        using var data = new TemporaryData().Add("content.tsv", "a\t1\n"u8.ToArray());
        Assert.Contains("edges.tsv", Assert.Throws<BadDataException>(() => data.Open("planetoid")).Message, StringComparison.Ordinal);
    }
}
