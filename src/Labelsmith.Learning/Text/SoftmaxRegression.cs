namespace Labelsmith.Learning.Text;

/// <summary>Texts to learn classes from.</summary>
/// <param name="Vectors">Shape (N).</param>
/// <param name="Labels">Shape (N), in 0..K-1.</param>
/// <param name="ClassCount">K.</param>
/// <param name="ColumnCount">D.</param>
/// <param name="Weights">Shape (N): how much each counts; null: 1. A text of which several labels may be true stands once for each.</param>
internal sealed record LabelledVectors(
    IReadOnlyList<SparseVector> Vectors, int[] Labels, int ClassCount, int ColumnCount, double[]? Weights = null)
{
    /// <summary>The sum of the weights.</summary>
    public double Weight => Weights?.Sum() ?? Vectors.Count;

    public LabelledVectors Only(IEnumerable<int> rows)
    {
        var kept = rows.ToList();
        return new LabelledVectors(
            kept.ConvertAll(row => Vectors[row]), [.. kept.Select(row => Labels[row])], ClassCount, ColumnCount,
            Weights is null ? null : [.. kept.Select(row => Weights[row])]);
    }
}

/// <summary>Multinomial logistic regression on sparse vectors: the mean cross entropy, in which every class weighs the same
/// however many texts it has, plus ‖W‖² / (2 C N). The offsets are all but free.</summary>
/// <remarks>The objective of scikit-learn's <c>LogisticRegression(C, class_weight="balanced")</c> divided by C N.</remarks>
internal sealed class SoftmaxRegression
{
    private const double OffsetDecay = 1e-6; // keeps the offset of a class without texts finite

    private readonly int _classCount;
    private readonly int _columnCount;
    private readonly double[] _parameters; // shape (D + 1, K): weights by column, then offsets

    private SoftmaxRegression(int classCount, int columnCount, double[] parameters) =>
        (_classCount, _columnCount, _parameters) = (classCount, columnCount, parameters);

    /// <summary>All weights 0: every class is as likely.</summary>
    public static SoftmaxRegression Zero(int classCount, int columnCount) =>
        new(classCount, columnCount, new double[(columnCount + 1) * classCount]);

    /// <summary>Shape (D, K), row-major.</summary>
    public ReadOnlySpan<double> Weights => _parameters.AsSpan(0, _columnCount * _classCount);

    /// <summary>Shape (K).</summary>
    public ReadOnlySpan<double> Offsets => _parameters.AsSpan(_columnCount * _classCount);

    /// <summary>Goes on learning from where it is.</summary>
    /// <param name="strength">C: the larger, the less the weights are held back.</param>
    /// <param name="goesOn">As in <see cref="Lbfgs.Minimize"/>; the weights are current when it is called.</param>
    public void Fit(LabelledVectors data, double strength, int mostIterations, Func<int, double, bool>? goesOn = null)
    {
        const double tolerance = 1e-5;
        var itemWeights = Balance(data);
        Lbfgs.Minimize(
            _parameters, (point, gradient) => Loss(data, itemWeights, strength, point, gradient), mostIterations, tolerance, goesOn);
    }

    /// <param name="scores">Shape (K): receives the logits.</param>
    public void Score(SparseVector vector, Span<double> scores) => Score(_parameters, vector, scores);

    /// <summary>The objective and its gradient at <paramref name="point"/>.</summary>
    internal double Loss(LabelledVectors data, double[] itemWeights, double strength, ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        var loss = 0.0;
        var total = data.Weight;
        var scores = new double[_classCount];
        for (var row = 0; row < data.Vectors.Count; row++)
        {
            var (columns, values) = data.Vectors[row];
            Score(point, data.Vectors[row], scores);
            var share = itemWeights[row] / total;
            loss += share * Softmax.CrossEntropy(scores, data.Labels[row]); // scores are probabilities now
            scores[data.Labels[row]] -= 1;
            for (var i = 0; i < columns.Length; i++)
            {
                var at = columns[i] * _classCount;
                for (var label = 0; label < _classCount; label++)
                {
                    gradient[at + label] += share * scores[label] * values[i];
                }
            }

            for (var label = 0; label < _classCount; label++)
            {
                gradient[_columnCount * _classCount + label] += share * scores[label];
            }
        }

        var decay = 1 / (strength * total);
        for (var i = 0; i < point.Length; i++)
        {
            var own = i < _columnCount * _classCount ? decay : OffsetDecay;
            loss += own / 2 * point[i] * point[i];
            gradient[i] += own * point[i];
        }

        return loss;
    }

    /// <summary>N / (K N_k) for the items of class k, K counting the classes that occur, each item by its weight: 1 on average.</summary>
    internal static double[] Balance(LabelledVectors data)
    {
        var counts = new double[data.ClassCount];
        for (var row = 0; row < data.Labels.Length; row++)
        {
            counts[data.Labels[row]] += data.Weights?[row] ?? 1;
        }

        var total = data.Weight;
        var occurring = counts.Count(count => count > 0);
        return [.. data.Labels.Select((label, row) => (data.Weights?[row] ?? 1) * total / (occurring * counts[label]))];
    }

    private void Score(ReadOnlySpan<double> parameters, SparseVector vector, Span<double> scores)
    {
        parameters[(_columnCount * _classCount)..].CopyTo(scores);
        for (var i = 0; i < vector.Columns.Length; i++)
        {
            var at = vector.Columns[i] * _classCount;
            for (var label = 0; label < scores.Length; label++)
            {
                scores[label] += parameters[at + label] * vector.Values[i];
            }
        }
    }
}
