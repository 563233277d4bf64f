using Labelsmith.Learning.Graphs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Selection;

/// <summary>Puts points into clusters around means.</summary>
/// <remarks>Lloyd (1982), doi:10.1109/TIT.1982.1056489, started as in Arthur and Vassilvitskii (2007), "k-means++: the advantages of
/// careful seeding". The start looks at a sample where points are many.</remarks>
internal static class KMeans
{
    private const int MostIterations = 15;
    private const int MostStarting = 10_000; // points that the start is chosen from
    private const long BlockValues = 8 << 20; // distances in memory at once

    /// <param name="clusterCount">At least 1; some may stay empty where points are equal.</param>
    /// <returns>Shape (N): the cluster of each point.</returns>
    public static int[] Fit(PointSet points, int clusterCount, int seed, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var all = tensor(points.Values, [points.Count, points.Dimensions]);
        all -= all.mean([0]); // smaller numbers, smaller errors
        var means = tensor(Start(points, clusterCount, seed, cancellation)).to(int64);
        means = all.index_select(0, means);
        var found = new long[points.Count];
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var (clusters, changes) = Assign(all, means, found);
            if (changes == 0)
            {
                break;
            }

            found = clusters;
            var index = tensor(clusters);
            var counts = zeros(clusterCount).index_add(0, index, ones(points.Count), 1).unsqueeze(1);
            var sums = zeros_like(means).index_add(0, index, all, 1);
            // an empty cluster stays where it is
            means = where(counts > 0, sums / counts.clamp_min(1), means).MoveToOuterDisposeScope();
        }

        return Array.ConvertAll(found, cluster => (int)cluster);
    }

    private static (long[] Clusters, int Changes) Assign(Tensor all, Tensor means, long[] before)
    {
        var clusters = new long[before.Length];
        var squares = means.square().sum([1]);
        var step = (int)Math.Clamp(BlockValues / means.shape[0], 1, before.Length);
        for (var start = 0; start < before.Length; start += step)
        {
            using var scope = NewDisposeScope();
            var end = Math.Min(start + step, before.Length);
            // |a - b|² without |a|², which is the same for all means
            addmm(squares, all[start..end], means.t(), beta: 1, alpha: -2).argmin(1).data<long>().CopyTo(clusters, start);
        }

        return (clusters, clusters.Zip(before).Count(pair => pair.First != pair.Second));
    }

    private static int[] Start(PointSet points, int clusterCount, int seed, CancellationToken cancellation)
    {
        var random = new Random(seed);
        int[] drawn = [.. Enumerable.Range(0, points.Count)];
        random.Shuffle(drawn);
        drawn = drawn[..Math.Min(points.Count, Math.Max(MostStarting, clusterCount))];
        var (centres, nearest) = (new List<int> { drawn[0] }, new float[drawn.Length]);
        Array.Fill(nearest, float.PositiveInfinity);
        while (centres.Count < clusterCount)
        {
            cancellation.ThrowIfCancellationRequested();
            var last = centres[^1];
            Parallel.For(0, drawn.Length, i => nearest[i] = Math.Min(nearest[i], points.SquaredDistance(drawn[i], last)));
            var left = random.NextDouble() * nearest.Sum(distance => (double)distance);
            var next = 0;
            while (next < drawn.Length - 1 && (left -= nearest[next]) >= 0)
            {
                next++;
            }

            centres.Add(drawn[next]);
        }

        return [.. centres];
    }
}
