namespace Labelsmith.Learning.Graphs;

/// <summary>Labels as wells and sinks: what flows from one class's labels to the others' leaves a potential at every node, and
/// the class of the highest potential is the answer. Made for very few labels, where label spreading says the same almost
/// everywhere.</summary>
/// <remarks>Calder, Cook, Thorpe and Slepčev (2020), "Poisson learning: graph based semi-supervised learning at very low label
/// rates", arXiv:2006.11184: L u = Σ (y_j - ȳ) δ_j with L = D - W and Σ d_i u_i = 0, by conjugate gradients on D^-½ L D^-½.
/// Here ȳ is the mean over the labels of each connected part, without which there is no solution where the graph falls
/// apart; a part that has labels of one class alone gets that class. Where labels are many, what flows from each of them
/// should not reach everywhere: a screen, L + ε D in the place of L, keeps it near.</remarks>
internal static class PoissonLearning
{
    private const double Tolerance = 1e-5;
    private const int MostSteps = 1000;

    /// <summary>Without a screen, as in the paper, and with ones that leave the reach of label spreading with α = 0.999 and 0.99.</summary>
    public static IReadOnlyList<Spreading> Ways { get; } = [Spread, Screened(1e-3), Screened(1e-2)];

    /// <param name="labels">Shape (N): the class of a labelled node, -1 for the others.</param>
    /// <param name="classCount">K.</param>
    /// <returns>Shape (N, K): the potential of each class; a row of zeros where no label is in reach.</returns>
    public static double[] Spread(SparseGraph graph, IReadOnlyList<int> labels, int classCount, CancellationToken cancellation) =>
        Spread(graph, labels, classCount, 0, cancellation);

    /// <param name="screen">ε, above 0: the reach of a label falls with it.</param>
    private static Spreading Screened(double screen) => (graph, labels, classCount, cancellation) =>
        Spread(graph, labels, classCount, screen, cancellation);

    private static double[] Spread(SparseGraph graph, IReadOnlyList<int> labels, int classCount, double screen, CancellationToken cancellation)
    {
        var parts = graph.Components();
        var counts = CountLabels(parts, labels, classCount);
        var roots = Array.ConvertAll(graph.Degrees, degree => degree > 0 ? 1 / Math.Sqrt(degree) : 0);
        var sources = Sources(parts, counts, labels, roots, classCount);
        var scaled = new double[sources.Length];
        var potential = ConjugateGradients.Solve(Apply, sources, classCount, Tolerance, MostSteps, cancellation);
        for (var i = 0; i < potential.Length; i++)
        {
            potential[i] *= roots[i / classCount];
        }

        for (var node = 0; node < labels.Count; node++)
        {
            var own = counts.AsSpan(parts[node] * classCount, classCount);
            if (own.Length - own.Count(0) == 1)
            {
                potential[(node * classCount) + own.IndexOfAnyExcept(0)] = 1;
            }
        }

        return potential;

        void Apply(double[] values, double[] into)
        {
            for (var i = 0; i < values.Length; i++)
            {
                scaled[i] = values[i] * roots[i / classCount];
            }

            graph.Multiply(scaled, into, classCount);
            for (var i = 0; i < values.Length; i++)
            {
                into[i] = ((1 + screen) * values[i]) - (roots[i / classCount] * into[i]);
            }
        }
    }

    /// <summary>Shape (parts, K).</summary>
    private static int[] CountLabels(int[] parts, IReadOnlyList<int> labels, int classCount)
    {
        var counts = new int[(parts.Max() + 1) * classCount];
        for (var node = 0; node < labels.Count; node++)
        {
            if (labels[node] >= 0)
            {
                counts[(parts[node] * classCount) + labels[node]]++;
            }
        }

        return counts;
    }

    /// <summary>D^-½ times (y_j - ȳ) at the labelled nodes, shape (N, K).</summary>
    private static double[] Sources(int[] parts, int[] counts, IReadOnlyList<int> labels, double[] roots, int classCount)
    {
        var sources = new double[labels.Count * classCount];
        for (var node = 0; node < labels.Count; node++)
        {
            if (labels[node] < 0)
            {
                continue;
            }

            var part = counts.AsSpan(parts[node] * classCount, classCount);
            var total = 0;
            foreach (var count in part)
            {
                total += count;
            }

            for (var k = 0; k < classCount; k++)
            {
                sources[(node * classCount) + k] = roots[node] * ((labels[node] == k ? 1 : 0) - ((double)part[k] / total));
            }
        }

        return sources;
    }
}
