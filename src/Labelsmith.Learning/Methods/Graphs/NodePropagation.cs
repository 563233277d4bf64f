using Labelsmith.Domain;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Methods.Graphs;

/// <summary>Nodes of a graph: labels spread along its own edges; features are not looked at.</summary>
/// <remarks>
/// The papers are named at <see cref="LabelSpreading"/> and <see cref="PoissonLearning"/>. Assumes that linked nodes are mostly of
/// one class. Fails where links join opposites, and for nodes that no path links to a label: these get the shares that
/// the classes have among the labels. Validation nodes do not spread: they tell how well the others do, and choose among several
/// ways. The model answers for the nodes of this graph alone.
/// </remarks>
/// <param name="ways">At least one; without validation nodes the first is taken.</param>
internal sealed class NodePropagation(params IReadOnlyList<Spreading> ways) : ILearner
{
    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Node;

    public Trial Trial => Trial.HeldBack;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var train = LabelledNodes.Read(items);
        var graph = SparseGraph.Symmetrised(train.Graph.NodeCount, [.. train.Graph.Edges.Select(edge => (edge.One, edge.Other, 1f))]);
        var labels = new int[graph.NodeCount];
        Array.Fill(labels, -1);
        foreach (var (node, label) in train.Nodes.Zip(train.Classes))
        {
            labels[node] = label;
        }

        context.Tell(LearningStage.Train, 0);
        var held = items.Validation.Count > 0 ? LabelledNodes.Of(items.Validation, items.Classes) : null;
        var tries = ways.Take(held is null ? 1 : ways.Count).Select(way => Answer(way, graph, labels, items.Classes.Count, context)).ToList();
        var best = tries.MaxBy(shares => held is null ? 0 : Accuracy(shares, held))!;
        context.Note($"{train.Nodes.Length} labels spread over {graph.NodeCount} nodes of the whole graph, those to test on included.");
        if (held is not null)
        {
            context.Note(FormattableString.Invariant(
                $"{Accuracy(best, held):0.0 %} of the {held.Nodes.Length} validation nodes are answered rightly, by the best of {ways.Count} way(s) of spreading."));
        }

        NodeTable.Write(best, train.Graph, items.Classes, context);
    }

    /// <returns>Shape (nodes, K): shares of the classes.</returns>
    private static float[][] Answer(Spreading way, SparseGraph graph, int[] labels, int classCount, LearningContext context)
    {
        var known = labels.Count(label => label >= 0);
        var prior = Enumerable.Range(0, classCount).Select(k => (float)labels.Count(label => label == k) / known).ToArray();
        return [.. way(graph, labels, classCount, context.Cancellation).Chunk(classCount).Select(row => Shares(row, prior))];
    }

    private static double Accuracy(float[][] shares, LabelledNodes held) =>
        held.Nodes.Zip(held.Classes).Average(pair => Array.IndexOf(shares[pair.First], shares[pair.First].Max()) == pair.Second ? 1.0 : 0);

    /// <summary>What arrives of each class, as shares of the whole; potentials are measured from the lowest.</summary>
    private static float[] Shares(double[] row, float[] prior)
    {
        var lowest = Math.Min(0, row.Min());
        var sum = row.Sum(score => score - lowest);
        return sum > 0 ? [.. row.Select(score => (float)((score - lowest) / sum))] : prior;
    }
}
