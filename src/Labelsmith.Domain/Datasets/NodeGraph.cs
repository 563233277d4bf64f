namespace Labelsmith.Domain.Datasets;

/// <summary>Nodes that have features and are linked, such as papers with their words, linked by citations.</summary>
/// <param name="features">Shape (nodes): the numbers of the features that a node has, ascending.</param>
/// <param name="featureCount">How many features there are; every number is below it.</param>
/// <param name="edges">Undirected, each once.</param>
public sealed class NodeGraph(IReadOnlyList<int[]> features, int featureCount, IReadOnlyList<(int One, int Other)> edges)
{
    public int NodeCount => Features.Count;

    public IReadOnlyList<int[]> Features { get; } = features;

    public int FeatureCount { get; } = featureCount;

    public IReadOnlyList<(int One, int Other)> Edges { get; } = edges;
}
