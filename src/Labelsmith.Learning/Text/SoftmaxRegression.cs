namespace Labelsmith.Learning.Text;

/// <summary>Texts to learn classes from.</summary>
/// <param name="Vectors">Shape (N).</param>
/// <param name="Labels">Shape (N), in 0..K-1.</param>
/// <param name="ClassCount">K.</param>
/// <param name="ColumnCount">D.</param>
internal sealed record LabelledVectors(IReadOnlyList<SparseVector> Vectors, int[] Labels, int ClassCount, int ColumnCount)
{
    public LabelledVectors Only(IEnumerable<int> rows)
    {
        var kept = rows.ToList();
        return this with { Vectors = kept.ConvertAll(row => Vectors[row]), Labels = [.. kept.Select(row => Labels[row])] };
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
        _model.Fit(data.Vectors, CrossEntropy(data, Balance(data)), strength, mostIterations, goesOn);

    /// <param name="scores">Shape (K): receives the logits.</param>
    public void Score(SparseVector vector, Span<double> scores) => _model.Score(vector, scores);

    /// <summary>The objective and its gradient at <paramref name="point"/>.</summary>
    internal double Loss(LabelledVectors data, double[] itemWeights, double strength, ReadOnlySpan<double> point, Span<double> gradient) =>
        SparseLinear.Loss(data.Vectors, _classCount, CrossEntropy(data, itemWeights), strength, point, gradient);

    /// <summary>N / (K N_k) for the items of class k, K counting the classes that occur: 1 on average.</summary>
    internal static double[] Balance(LabelledVectors data)
    {
        var counts = new int[data.ClassCount];
        foreach (var label in data.Labels)
        {
            counts[label]++;
        }

        var occurring = counts.Count(count => count > 0);
        return [.. data.Labels.Select(label => (double)data.Labels.Length / (occurring * counts[label]))];
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
