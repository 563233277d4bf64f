using static TorchSharp.torch;

namespace Labelsmith.Learning.Graphs;

/// <summary>Finds the nearest others of every point: exactly, or where they are many almost.</summary>
internal static class NearestNeighbours
{
    /// <summary>Above it the search is approximate: the work of the exact one grows with the square.</summary>
    public const int MostExact = 20_000;

    private const long BlockValues = 16 << 20; // distances in memory at once

    /// <param name="each">k, less than the number of points.</param>
    /// <exception cref="ArgumentException">There are no k others.</exception>
    public static NeighbourTable Find(PointSet points, int each, int seed, CancellationToken cancellation) =>
        points.Count <= MostExact ? Exactly(points, each, cancellation) : NeighbourDescent.Find(points, each, seed, cancellation);

    /// <summary>By blocks of a matrix product: |a - b|² = |a|² + |b|² - 2 a · b.</summary>
    public static NeighbourTable Exactly(PointSet points, int each, CancellationToken cancellation)
    {
        Check(points, each);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var all = tensor(points.Values, [points.Count, points.Dimensions]);     // (N, D)
        all -= all.mean([0]);                                                   // smaller numbers, smaller errors
        var squares = all.square().sum([1]);                                    // (N)
        var found = new int[points.Count * each];
        var step = (int)Math.Clamp(BlockValues / points.Count, 1, points.Count);
        for (var start = 0; start < points.Count; start += step)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var end = Math.Min(start + step, points.Count);
            var distances = addmm(squares, all[start..end], all.t(), beta: 1, alpha: -2); // (B, N), without |a|², the same in a row
            var own = arange(start, end, int64).unsqueeze(1);
            distances.scatter_(1, own, full_like(own, double.PositiveInfinity, dtype: float32));
            var (_, nearest) = distances.topk(each, dim: 1, largest: false);
            nearest.to(int32).data<int>().CopyTo(found, start * each);
        }

        return Sorted(points, found, each);
    }

    internal static void Check(PointSet points, int each)
    {
        if (each < 1 || each >= points.Count)
        {
            throw new ArgumentException($"{points.Count} points have no {each} others each.", nameof(each));
        }
    }

    /// <summary>With distances from the differences, which do not suffer from cancellation.</summary>
    private static NeighbourTable Sorted(PointSet points, int[] found, int each)
    {
        var distances = new float[found.Length];
        Parallel.For(0, points.Count, point =>
        {
            for (var i = point * each; i < (point + 1) * each; i++)
            {
                distances[i] = points.SquaredDistance(point, found[i]);
            }

            Array.Sort(distances, found, point * each, each);
        });
        return new NeighbourTable(each, found, distances);
    }
}
