namespace Labelsmith.Learning.Graphs;

/// <summary>Links every item to its nearest others.</summary>
/// <remarks>Weights as in Calder, Cook, Thorpe and Slepčev (2020), arXiv:2006.11184: exp(-4 d² / d_k²), d_k being the distance
/// from an item to its k-th neighbour, so that dense and sparse places are treated alike; then symmetrised.</remarks>
internal static class NeighbourGraph
{
    /// <summary>k, as in the paper.</summary>
    public const int Each = 10;

    /// <param name="points">At least two.</param>
    public static SparseGraph Build(PointSet points, int seed, CancellationToken cancellation) =>
        Weigh(NearestNeighbours.Find(points, Math.Min(Each, points.Count - 1), seed, cancellation));

    public static SparseGraph Weigh(NeighbourTable table)
    {
        var edges = new List<(int, int, float)>(table.Points.Length);
        for (var i = 0; i < table.Points.Length; i++)
        {
            var point = i / table.Each;
            var scale = table.SquaredDistances[((point + 1) * table.Each) - 1];
            // copies of one item have no distance to measure by
            var weight = scale > 0 ? MathF.Exp(-4 * table.SquaredDistances[i] / scale) : 1;
            edges.Add((point, table.Points[i], weight));
        }

        return SparseGraph.Symmetrised(table.Points.Length / table.Each, edges);
    }
}
