using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Graphs;

/// <summary>The nodes of one graph whose classes are known.</summary>
/// <param name="Nodes">Shape (N): their numbers.</param>
/// <param name="Classes">Shape (N).</param>
internal sealed record LabelledNodes(NodeGraph Graph, int[] Nodes, int[] Classes)
{
    /// <exception cref="BadDataException">Fewer than two classes, or nodes of more than one graph.</exception>
    public static LabelledNodes Read(LearningSet items)
    {
        var train = Of(items.Train, items.Classes);
        return train.Classes.Distinct().Count() >= 2
            ? train
            : throw new BadDataException("Classification needs labelled nodes of at least two classes: label a few of another class.");
    }

    /// <param name="items">At least one.</param>
    public static LabelledNodes Of(IReadOnlyList<DataItem> items, IReadOnlyList<string> classes)
    {
        var sources = items.Select(item => (NodeSource)item.Source).ToList();
        return sources.TrueForAll(source => source.Graph == sources[0].Graph)
            ? new LabelledNodes(
                sources[0].Graph, [.. sources.Select(source => source.Node)], [.. items.Select(item => ItemTruth.ClassOf(item, classes))])
            : throw new BadDataException("The nodes are of more than one graph: learn from one at a time.");
    }
}
