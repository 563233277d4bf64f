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
    private readonly int _classCount;
    private readonly SparseLinear _model;

    private SoftmaxRegression(int classCount, int columnCount) =>
        (_classCount, _model) = (classCount, new SparseLinear(classCount, columnCount));

    /// <summary>All weights 0: every class is as likely.</summary>
    public static SoftmaxRegression Zero(int classCount, int columnCount) => new(classCount, columnCount);

    /// <summary>Shape (D, K), row-major.</summary>
    public ReadOnlySpan<double> Weights => _model.Weights;

    /// <summary>Shape (K).</summary>
    public ReadOnlySpan<double> Offsets => _model.Offsets;

    /// <summary>Goes on learning from where it is.</summary>
    /// <param name="strength">C: the larger, the less the weights are held back.</param>
    /// <param name="goesOn">As in <see cref="Lbfgs.Minimize"/>; the weights are current when it is called.</param>
    public void Fit(LabelledVectors data, double strength, int mostIterations, Func<int, double, bool>? goesOn = null) =>
        _model.Fit(data.Vectors, CrossEntropy(data, Balance(data)), strength, mostIterations, goesOn, data.Weight);

    /// <param name="scores">Shape (K): receives the logits.</param>
    public void Score(SparseVector vector, Span<double> scores) => _model.Score(vector, scores);

    /// <summary>The objective and its gradient at <paramref name="point"/>.</summary>
    internal double Loss(LabelledVectors data, double[] itemWeights, double strength, ReadOnlySpan<double> point, Span<double> gradient) =>
        SparseLinear.Loss(data.Vectors, _classCount, CrossEntropy(data, itemWeights), strength, point, gradient, data.Weight);

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

    private static SparseLinear.RowLoss CrossEntropy(LabelledVectors data, double[] itemWeights) => (row, scores) =>
    {
        var loss = itemWeights[row] * Softmax.CrossEntropy(scores, data.Labels[row]); // scores are probabilities now
        scores[data.Labels[row]] -= 1;
        foreach (ref var score in scores)
        {
            score *= itemWeights[row];
        }

        return loss;
    };
}
