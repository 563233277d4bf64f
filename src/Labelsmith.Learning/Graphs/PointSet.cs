using System.Numerics.Tensors;

namespace Labelsmith.Learning.Graphs;

/// <summary>Items as points.</summary>
/// <param name="Values">Shape (N, D), row-major, finite.</param>
/// <param name="Dimensions">D.</param>
internal sealed record PointSet(float[] Values, int Dimensions)
{
    /// <summary>N.</summary>
    public int Count => Values.Length / Dimensions;

    public ReadOnlySpan<float> this[int point] => Values.AsSpan(point * Dimensions, Dimensions);

    /// <summary>The squared Euclidean distance of two of them.</summary>
    public float SquaredDistance(int one, int other)
    {
        var distance = TensorPrimitives.Distance(this[one], this[other]);
        return distance * distance;
    }
}

/// <summary>The nearest others of every point, the nearest first.</summary>
/// <param name="Each">k.</param>
/// <param name="Points">Shape (N, k).</param>
/// <param name="SquaredDistances">Shape (N, k), ascending in each row.</param>
internal sealed record NeighbourTable(int Each, int[] Points, float[] SquaredDistances)
{
    /// <summary>The share of this table's neighbours that <paramref name="other"/> has too.</summary>
    public double RecallOf(NeighbourTable other)
    {
        var found = 0;
        for (var from = 0; from < Points.Length; from += Each)
        {
            found += Points.AsSpan(from, Each).ToArray().Intersect(other.Points.AsSpan(from, Each).ToArray()).Count();
        }

        return (double)found / Points.Length;
    }
}
