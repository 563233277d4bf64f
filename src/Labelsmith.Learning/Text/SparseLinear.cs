namespace Labelsmith.Learning.Text;

/// <summary>A linear map of sparse vectors to K scores, learned with any loss of each item's scores: the mean loss plus ‖W‖² / (2 C N). The
/// offsets are all but free.</summary>
/// <param name="outputs">K.</param>
/// <param name="columnCount">D.</param>
internal sealed class SparseLinear(int outputs, int columnCount)
{
    private const double OffsetDecay = 1e-6; // keeps the offset of a class without texts finite

    private readonly double[] _parameters = new double[(columnCount + 1) * outputs]; // shape (D + 1, K): weights by column, then offsets

    /// <summary>The loss of an item.</summary>
    /// <param name="row">Which one.</param>
    /// <param name="scores">Shape (K): its scores; receives the gradient of its loss.</param>
    public delegate double RowLoss(int row, Span<double> scores);

    /// <summary>Shape (D, K), row-major.</summary>
    public ReadOnlySpan<double> Weights => _parameters.AsSpan(0, columnCount * outputs);

    /// <summary>Shape (K).</summary>
    public ReadOnlySpan<double> Offsets => _parameters.AsSpan(columnCount * outputs);

    /// <summary>Goes on learning from where it is.</summary>
    /// <param name="strength">C: the larger, the less the weights are held back.</param>
    /// <param name="goesOn">As in <see cref="Lbfgs.Minimize"/>; the weights are current when it is called.</param>
    /// <param name="total">N, where items weigh differently: the sum of their weights.</param>
    public void Fit(
        IReadOnlyList<SparseVector> vectors, RowLoss loss, double strength, int mostIterations, Func<int, double, bool>? goesOn = null, double? total = null)
    {
        const double tolerance = 1e-5;
        Lbfgs.Minimize(
            _parameters, (point, gradient) => Loss(vectors, outputs, loss, strength, point, gradient, total), mostIterations, tolerance, goesOn);
    }

    /// <param name="scores">Shape (K): receives the scores.</param>
    public void Score(SparseVector vector, Span<double> scores) => Score(_parameters, vector, scores);

    /// <returns>Shape (N, K).</returns>
    public List<double[]> Scores(IEnumerable<SparseVector> vectors) => [.. vectors.Select(vector =>
    {
        var scores = new double[outputs];
        Score(vector, scores);
        return scores;
    })];

    /// <summary>The objective and its gradient at <paramref name="point"/>.</summary>
    /// <param name="point">Shape (D + 1, K).</param>
    /// <param name="gradient">Shape (D + 1, K).</param>
    /// <param name="total">As of <see cref="Fit"/>.</param>
    public static double Loss(
        IReadOnlyList<SparseVector> vectors, int outputs, RowLoss rowLoss, double strength, ReadOnlySpan<double> point, Span<double> gradient,
        double? total = null)
    {
        var count = total ?? vectors.Count;
        gradient.Clear();
        var loss = 0.0;
        var scores = new double[outputs];
        var weightCount = point.Length - outputs;
        for (var row = 0; row < vectors.Count; row++)
        {
            var (columns, values) = vectors[row];
            Score(point, vectors[row], scores);
            loss += rowLoss(row, scores) / count; // scores are its gradient now
            for (var i = 0; i < columns.Length; i++)
            {
                var at = columns[i] * outputs;
                for (var output = 0; output < outputs; output++)
                {
                    gradient[at + output] += scores[output] * values[i] / count;
                }
            }

            for (var output = 0; output < outputs; output++)
            {
                gradient[weightCount + output] += scores[output] / count;
            }
        }

        var decay = 1 / (strength * count);
        for (var i = 0; i < point.Length; i++)
        {
            var own = i < weightCount ? decay : OffsetDecay;
            loss += own / 2 * point[i] * point[i];
            gradient[i] += own * point[i];
        }

        return loss;
    }

    private static void Score(ReadOnlySpan<double> parameters, SparseVector vector, Span<double> scores)
    {
        parameters[^scores.Length..].CopyTo(scores);
        for (var i = 0; i < vector.Columns.Length; i++)
        {
            var at = vector.Columns[i] * scores.Length;
            for (var output = 0; output < scores.Length; output++)
            {
                scores[output] += parameters[at + output] * vector.Values[i];
            }
        }
    }
}
