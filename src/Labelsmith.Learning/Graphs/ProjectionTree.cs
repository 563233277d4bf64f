using System.Numerics.Tensors;

namespace Labelsmith.Learning.Graphs;

/// <summary>Points divided in two, again and again, by the plane midway between two of them drawn at random.</summary>
internal sealed class ProjectionTree
{
    private const double Lopsided = 0.1; // a smaller share on one side: cut through the middle instead

    private readonly int[] _order;      // shape (N): the points, leaf by leaf
    private readonly (int Start, int End)[] _leaves; // shape (N): where each point's leaf lies in the order

    private ProjectionTree(int[] order, (int Start, int End)[] leaves) => (_order, _leaves) = (order, leaves);

    /// <summary>The point itself included.</summary>
    public ReadOnlySpan<int> LeafOf(int point) => _order.AsSpan(_leaves[point].Start.._leaves[point].End);

    /// <param name="leafSize">At most.</param>
    public static ProjectionTree Grow(PointSet points, int leafSize, Random random, CancellationToken cancellation)
    {
        var order = Enumerable.Range(0, points.Count).ToArray();
        var leaves = new (int, int)[points.Count];
        var sides = new float[points.Count];
        var open = new Stack<(int Start, int End)>([(0, points.Count)]);
        while (open.TryPop(out var range))
        {
            cancellation.ThrowIfCancellationRequested();
            var (start, end) = range;
            if (end - start <= leafSize)
            {
                foreach (var point in order.AsSpan(start..end))
                {
                    leaves[point] = range;
                }

                continue;
            }

            var middle = Divide(points, order.AsSpan(start..end), sides.AsSpan(start..end), random) + start;
            open.Push((start, middle));
            open.Push((middle, end));
        }

        return new ProjectionTree(order, leaves);
    }

    /// <returns>How many are on the first side; they come first then.</returns>
    private static int Divide(PointSet points, Span<int> part, Span<float> sides, Random random)
    {
        var one = part[random.Next(part.Length)];
        var other = part[random.Next(part.Length)];
        Span<float> normal = new float[points.Dimensions];
        TensorPrimitives.Subtract(points[one], points[other], normal);
        var offset = (TensorPrimitives.SumOfSquares(points[one]) - TensorPrimitives.SumOfSquares(points[other])) / 2;
        for (var i = 0; i < part.Length; i++)
        {
            sides[i] = TensorPrimitives.Dot(points[part[i]], normal) - offset;
        }

        sides.Sort(part);
        var first = 0;
        while (first < sides.Length && sides[first] < 0)
        {
            first++;
        }

        var share = (double)first / part.Length;
        return share is >= Lopsided and <= 1 - Lopsided ? first : part.Length / 2;
    }
}
