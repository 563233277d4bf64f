namespace Labelsmith.Learning.Graphs;

/// <summary>A way to carry labels over a graph: <see cref="LabelSpreading"/>, <see cref="PoissonLearning"/>.</summary>
/// <param name="labels">Shape (N): the class of a labelled node, -1 for the others.</param>
/// <param name="classCount">K.</param>
/// <returns>Shape (N, K): the highest of a row is the answer; a row of zeros where no label is in reach.</returns>
internal delegate double[] Spreading(SparseGraph graph, IReadOnlyList<int> labels, int classCount, CancellationToken cancellation);
