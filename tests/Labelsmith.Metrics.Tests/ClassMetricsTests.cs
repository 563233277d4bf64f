namespace Labelsmith.Metrics.Tests;

/// <summary>Reference values: scikit-learn 1.2.1 on <see cref="_truth"/> and <see cref="_predicted"/>, e.g.
/// <c>f1_score(truth, predicted, average="macro", zero_division=0)</c>.</summary>
public class ClassMetricsTests
{
    private static readonly int[] _truth = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3];
    private static readonly int[] _predicted = [0, 0, 1, 2, 1, 1, 0, 2, 1, 2]; // 3 is never predicted

    private static ConfusionMatrix Matrix => ConfusionMatrix.Count(_truth, _predicted, 4);

    [Fact]
    public void Counts_rows_by_truth_and_columns_by_prediction() =>
        Assert.Equal([[2, 1, 1, 0], [1, 2, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0]], Matrix.ToRows());

    [Fact]
    public void Accuracy_agrees_with_scikit_learn() => Assert.Equal(0.5, Accuracy.Score(Matrix), 12);

    [Fact]
    public void Balanced_accuracy_agrees_with_scikit_learn() =>
        Assert.Equal(0.41666666666666663, BalancedAccuracy.Score(Matrix), 12);

    [Theory]
    [InlineData(Averaging.Macro, 0.375, 0.41666666666666663, 0.3857142857142858)]
    [InlineData(Averaging.Micro, 0.5, 0.5, 0.5)]
    [InlineData(Averaging.Weighted, 0.4833333333333333, 0.5, 0.48)]
    public void Averages_agree_with_scikit_learn(Averaging averaging, double precision, double recall, double f1)
    {
        Assert.Equal(precision, Precision.Score(Matrix, averaging), 12);
        Assert.Equal(recall, Recall.Score(Matrix, averaging), 12);
        Assert.Equal(f1, F1.Score(Matrix, averaging), 12);
    }

    [Theory]
    [InlineData(0, 0.5714285714285715, 0.4)]
    [InlineData(1, 0.5714285714285715, 0.4)]
    [InlineData(2, 0.4, 0.25)]
    [InlineData(3, 0.0, 0.0)]
    public void Single_classes_agree_with_scikit_learn(int label, double f1, double jaccard)
    {
        Assert.Equal(f1, F1.Score(Matrix, label), 12);
        Assert.Equal(f1, Dice.Score(Matrix, label), 12);
        Assert.Equal(jaccard, IntersectionOverUnion.Score(Matrix, label), 12);
    }

    [Fact]
    public void Mean_iou_agrees_with_scikit_learns_macro_jaccard() =>
        Assert.Equal(0.2625, IntersectionOverUnion.Mean(Matrix), 12);

    [Fact]
    public void Kappa_agrees_with_scikit_learn() =>
        Assert.Equal(0.2857142857142857, CohensKappa.Score(_truth, _predicted, 4), 12);

    [Fact]
    public void Kappa_of_the_two_by_two_table_20_5_10_15_is_0_4()
    {
        // the worked example of chance-corrected agreement: p_o = 0.7, p_e = 0.5
        var first = Enumerable.Repeat(0, 25).Concat(Enumerable.Repeat(1, 25)).ToArray();
        int[] second = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 5), .. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 15)];
        Assert.Equal(0.4, CohensKappa.Score(first, second, 2), 12);
    }

    [Fact]
    public void Kappa_is_undefined_when_both_give_one_label_only() =>
        Assert.Equal(double.NaN, CohensKappa.Score([1, 1, 1], [1, 1, 1], 2));

    [Fact]
    public void A_class_that_nobody_uses_does_not_change_the_averages()
    {
        var wider = ConfusionMatrix.Count(_truth, _predicted, 9);
        Assert.Equal(F1.Score(Matrix, Averaging.Macro), F1.Score(wider, Averaging.Macro), 12);
        Assert.Equal(IntersectionOverUnion.Mean(Matrix), IntersectionOverUnion.Mean(wider), 12);
    }

    [Fact]
    public void No_answer_counts_as_wrong_for_its_class_alone()
    {
        var matrix = ConfusionMatrix.Count([0, 0, 1, 1], [0, ConfusionMatrix.NoAnswer, 1, 1], 2);
        Assert.Equal(0.75, Accuracy.Score(matrix));
        Assert.Equal(0.5, Recall.Score(matrix, 0));
        Assert.Equal(1, Precision.Score(matrix, 0));
        Assert.Equal(1, Precision.Score(matrix, 1));
        Assert.Equal(0.75, (double)matrix.ToRows().Sum(row => row.Sum()) / matrix.Total);
    }

    [Fact]
    public void An_empty_matrix_has_no_score()
    {
        var empty = new ConfusionMatrix(3);
        Assert.Equal(double.NaN, Accuracy.Score(empty));
        Assert.Equal(double.NaN, BalancedAccuracy.Score(empty));
        Assert.Equal(double.NaN, IntersectionOverUnion.Mean(empty));
        Assert.Equal(double.NaN, Dice.Mean(empty));
        Assert.All(Enum.GetValues<Averaging>(), averaging => Assert.Equal(double.NaN, F1.Score(empty, averaging)));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Contains("3 truths", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Count([0, 1, 2], [0], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Count([3], [0], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Count([0], [3], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Count([0], [-2], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(0));
        Assert.Throws<ArgumentException>(() => CohensKappa.Score([], [], 2));
    }
}
