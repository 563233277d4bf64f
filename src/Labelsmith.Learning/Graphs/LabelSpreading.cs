namespace Labelsmith.Learning.Graphs;

/// <summary>Labels flow along the edges until what comes in equals what is held.</summary>
/// <remarks>Zhou, Bousquet, Lal, Weston and Schölkopf (2004), "Learning with local and global consistency":
/// F = (1 - α) (I - α S)⁻¹ Y with S = D^-½ W D^-½, by conjugate gradients instead of by repetition.</remarks>
internal static class LabelSpreading
{
    private const double FromNeighbours = 0.99;
    private const double Tolerance = 1e-6;
    private const int MostSteps = 1000;

    /// <param name="labels">Shape (N): the class of a labelled node, -1 for the others.</param>
    /// <param name="classCount">K.</param>
    /// <returns>Shape (N, K), not negative but for the tolerance: how much of each class arrives; a row of zeros where no label is in reach.</returns>
    public static double[] Spread(SparseGraph graph, IReadOnlyList<int> labels, int classCount, CancellationToken cancellation) =>
        Spread(graph, labels, classCount, FromNeighbours, cancellation);

    /// <summary>With a share of one's choice.</summary>
    /// <param name="fromNeighbours">α, 0 to 1, neither included: how much of an item's label comes from its neighbours.</param>
    public static Spreading With(double fromNeighbours) => (graph, labels, classCount, cancellation) =>
        Spread(graph, labels, classCount, fromNeighbours, cancellation);

    private static double[] Spread(
        SparseGraph graph, IReadOnlyList<int> labels, int classCount, double fromNeighbours, CancellationToken cancellation)
    {
        var roots = Array.ConvertAll(graph.Degrees, degree => degree > 0 ? 1 / Math.Sqrt(degree) : 0);
        var known = new double[labels.Count * classCount];
        for (var node = 0; node < labels.Count; node++)
        {
            if (labels[node] >= 0)
            {
                known[(node * classCount) + labels[node]] = 1 - fromNeighbours;
            }
        }

        var scaled = new double[known.Length];
        return ConjugateGradients.Solve(Apply, known, classCount, Tolerance, MostSteps, cancellation);

        void Apply(double[] values, double[] into)
        {
            for (var i = 0; i < values.Length; i++)
            {
                scaled[i] = values[i] * roots[i / classCount];
            }

            graph.Multiply(scaled, into, classCount);
            for (var i = 0; i < values.Length; i++)
            {
                into[i] = values[i] - (fromNeighbours * roots[i / classCount] * into[i]);
            }
        }
    }
}
