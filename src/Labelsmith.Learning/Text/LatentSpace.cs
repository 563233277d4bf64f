using Labelsmith.Learning.Graphs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text;

/// <summary>Few numbers that say most of what many sparse ones say: the first singular vectors of all texts (latent semantic
/// analysis), in which texts that share no word may be near, because other texts have the words of both.</summary>
/// <remarks>Deerwester et al. (1990), doi:10.1002/(SICI)1097-4571(199009)41:6&lt;391::AID-ASI1&gt;3.0.CO;2-9; by random
/// projection and power iterations after Halko, Martinsson and Tropp (2011), doi:10.1137/090771806, algorithm 5.1.</remarks>
internal static class LatentSpace
{
    private const int Spare = 10; // dimensions beyond those asked for: the last ones become exact
    private const int PowerIterations = 4;

    /// <param name="texts">N vectors.</param>
    /// <param name="columnCount">D.</param>
    /// <param name="dimensions">At most; fewer where there are fewer texts or columns.</param>
    /// <returns>Shape (N, dimensions): each text's part along the singular vectors, scaled to length 1, so that distances are
    /// those of angles; 0 for a text without entries.</returns>
    public static PointSet Fit(
        IReadOnlyList<SparseVector> texts, int columnCount, int dimensions, int seed, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var rank = Math.Min(dimensions, Math.Min(texts.Count, columnCount));
        var width = Math.Min(rank + Spare, Math.Min(texts.Count, columnCount));
        using var generator = new Generator((ulong)seed);
        var columns = Columns(texts, columnCount);
        var basis = randn([columnCount, width], generator: generator);         // (D, l)
        for (var i = 0; i < PowerIterations; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var left = linalg.qr(Multiply(texts, basis)).Q;                     // (N, l)
            basis = linalg.qr(Multiply(columns, left)).Q.MoveToOuterDisposeScope(); // (D, l)
        }

        var parts = Multiply(texts, basis);                                     // (N, l): A V
        var (_, rotation) = linalg.eigh(parts.t().matmul(parts));               // ascending
        parts = parts.matmul(rotation)[.., ^rank..];                            // (N, r)
        parts /= parts.norm(1, keepdim: true, p: 2).clamp_min(1e-12);
        return new PointSet(parts.contiguous().data<float>().ToArray(), rank);
    }

    /// <summary>The product of sparse rows with a dense matrix.</summary>
    private static Tensor Multiply(IReadOnlyList<SparseVector> rows, Tensor matrix)
    {
        var (values, width) = (matrix.contiguous().data<float>().ToArray(), (int)matrix.shape[1]);
        var product = new float[rows.Count * width];
        Parallel.For(0, rows.Count, row =>
        {
            var into = product.AsSpan(row * width, width);
            var (columns, entries) = rows[row];
            for (var i = 0; i < columns.Length; i++)
            {
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                    values.AsSpan(columns[i] * width, width), entries[i], into, into);
            }
        });
        return tensor(product, [rows.Count, width]);
    }

    /// <summary>The same matrix by columns: D vectors of rows.</summary>
    private static SparseVector[] Columns(IReadOnlyList<SparseVector> rows, int columnCount)
    {
        var counts = new int[columnCount];
        foreach (var column in rows.SelectMany(row => row.Columns))
        {
            counts[column]++;
        }

        var columns = Array.ConvertAll(counts, count => new SparseVector(new int[count], new float[count]));
        for (var row = rows.Count - 1; row >= 0; row--)
        {
            var (own, values) = rows[row];
            for (var i = 0; i < own.Length; i++)
            {
                var at = --counts[own[i]];
                (columns[own[i]].Columns[at], columns[own[i]].Values[at]) = (row, values[i]);
            }
        }

        return columns;
    }
}
