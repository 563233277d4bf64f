namespace Labelsmith.Learning.Graphs;

/// <summary>Solves A X = B for a symmetric, positive semi-definite A that is known by its products alone, all right-hand sides
/// at once.</summary>
/// <remarks>Hestenes and Stiefel (1952), doi:10.6028/jres.049.044. Where A is singular, B must lie in its range; the solution
/// is then the one without a part in A's null space.</remarks>
internal static class ConjugateGradients
{
    /// <param name="apply">Receives X of shape (N, <paramref name="width"/>), row-major, and an array for A X.</param>
    /// <param name="right">B, shape (N, <paramref name="width"/>).</param>
    /// <param name="tolerance">A column ends when its residual is this small beside its right-hand side.</param>
    /// <returns>X; as far as <paramref name="mostSteps"/> took it.</returns>
    public static double[] Solve(
        Action<double[], double[]> apply, double[] right, int width, double tolerance, int mostSteps, CancellationToken cancellation)
    {
        var (solution, product) = (new double[right.Length], new double[right.Length]);
        var (residual, direction) = ((double[])right.Clone(), (double[])right.Clone());
        var squares = Dots(residual, residual, width);
        var least = Array.ConvertAll(squares, square => square * tolerance * tolerance);
        for (var step = 0; step < mostSteps && squares.Where((square, k) => square > least[k]).Any(); step++)
        {
            cancellation.ThrowIfCancellationRequested();
            apply(direction, product);
            var curvatures = Dots(direction, product, width);
            // a column that has arrived stands still
            var lengths = squares.Select((square, k) => square > least[k] && curvatures[k] > 0 ? square / curvatures[k] : 0).ToArray();
            for (var i = 0; i < solution.Length; i++)
            {
                solution[i] += lengths[i % width] * direction[i];
                residual[i] -= lengths[i % width] * product[i];
            }

            var next = Dots(residual, residual, width);
            for (var i = 0; i < direction.Length; i++)
            {
                var k = i % width;
                direction[i] = residual[i] + (squares[k] > 0 ? next[k] / squares[k] * direction[i] : 0);
            }

            squares = next;
        }

        return solution;
    }

    /// <summary>Column by column.</summary>
    private static double[] Dots(double[] one, double[] other, int width)
    {
        var sums = new double[width];
        for (var i = 0; i < one.Length; i++)
        {
            sums[i % width] += one[i] * other[i];
        }

        return sums;
    }
}
