namespace Labelsmith.Learning.Graphs;

/// <summary>An undirected graph with weights, as a symmetric matrix in compressed rows. Nobody is their own neighbour.</summary>
internal sealed class SparseGraph
{
    private readonly int[] _starts; // shape (N + 1)
    private readonly int[] _columns;
    private readonly float[] _weights;

    private SparseGraph(int[] starts, int[] columns, float[] weights)
    {
        (_starts, _columns, _weights) = (starts, columns, weights);
        Degrees = new double[starts.Length - 1];
        for (var node = 0; node < Degrees.Length; node++)
        {
            for (var i = starts[node]; i < starts[node + 1]; i++)
            {
                Degrees[node] += weights[i];
            }
        }
    }

    /// <summary>N.</summary>
    public int NodeCount => Degrees.Length;

    /// <summary>Shape (N): the sum of each node's weights; 0 for one without neighbours.</summary>
    public double[] Degrees { get; }

    /// <summary>Both directions of an edge get the mean of their weights, 0 standing for one that is missing: (W + Wᵀ) / 2.</summary>
    /// <param name="edges">Directed; repeated ones add up, those from a node to itself are dropped.</param>
    public static SparseGraph Symmetrised(int nodeCount, IReadOnlyList<(int From, int To, float Weight)> edges)
    {
        var starts = new int[nodeCount + 1];
        foreach (var (from, to, _) in edges.Where(edge => edge.From != edge.To))
        {
            starts[from + 1]++;
            starts[to + 1]++;
        }

        for (var node = 0; node < nodeCount; node++)
        {
            starts[node + 1] += starts[node];
        }

        var (columns, weights, next) = (new int[starts[^1]], new float[starts[^1]], starts[..^1]);
        foreach (var (from, to, weight) in edges.Where(edge => edge.From != edge.To))
        {
            (columns[next[from]], weights[next[from]++]) = (to, weight / 2);
            (columns[next[to]], weights[next[to]++]) = (from, weight / 2);
        }

        return Merged(starts, columns, weights);
    }

    /// <summary>A node's neighbours, ascending, and the weights of the edges to them.</summary>
    public (ReadOnlyMemory<int> Nodes, ReadOnlyMemory<float> Weights) Neighbours(int node) =>
        (_columns.AsMemory(_starts[node].._starts[node + 1]), _weights.AsMemory(_starts[node].._starts[node + 1]));

    /// <summary>The product with a matrix, rows on all cores; the order of the additions is always the same.</summary>
    /// <param name="values">Shape (N, <paramref name="width"/>), row-major.</param>
    /// <param name="into">Same shape: receives W · values.</param>
    public void Multiply(double[] values, double[] into, int width) => Parallel.For(0, NodeCount, node =>
    {
        var row = into.AsSpan(node * width, width);
        row.Clear();
        for (var i = _starts[node]; i < _starts[node + 1]; i++)
        {
            var other = values.AsSpan(_columns[i] * width, width);
            for (var k = 0; k < width; k++)
            {
                row[k] += _weights[i] * other[k];
            }
        }
    });

    /// <summary>Which part of the graph each node is in: nodes in different parts are not linked by any path.</summary>
    /// <returns>Shape (N): part numbers from 0.</returns>
    public int[] Components()
    {
        var parts = new int[NodeCount];
        Array.Fill(parts, -1);
        var (part, open) = (0, new Stack<int>());
        for (var first = 0; first < parts.Length; first++)
        {
            if (parts[first] >= 0)
            {
                continue;
            }

            parts[first] = part;
            open.Push(first);
            while (open.TryPop(out var node))
            {
                for (var i = _starts[node]; i < _starts[node + 1]; i++)
                {
                    if (parts[_columns[i]] < 0 && _weights[i] > 0)
                    {
                        parts[_columns[i]] = part;
                        open.Push(_columns[i]);
                    }
                }
            }

            part++;
        }

        return parts;
    }

    /// <summary>Sorts each row and adds up what it has twice.</summary>
    private static SparseGraph Merged(int[] starts, int[] columns, float[] weights)
    {
        var (merged, end) = (new int[starts.Length], 0);
        for (var node = 0; node < starts.Length - 1; node++)
        {
            var (from, length) = (starts[node], starts[node + 1] - starts[node]);
            Array.Sort(columns, weights, from, length);
            merged[node] = end;
            for (var i = from; i < from + length; i++)
            {
                if (end > merged[node] && columns[end - 1] == columns[i])
                {
                    weights[end - 1] += weights[i];
                }
                else
                {
                    (columns[end], weights[end]) = (columns[i], weights[i]);
                    end++;
                }
            }
        }

        merged[^1] = end;
        return new SparseGraph(merged, columns[..end], weights[..end]);
    }
}
