using CsCheck;

namespace Labelsmith.Metrics.Tests;

public class ClassMetricsProperties
{
    private const int ClassCount = 4;

    private static readonly Gen<(int Truth, int Predicted)[]> _pairs =
        Gen.Select(Gen.Int[0, ClassCount - 1], Gen.Int[0, ClassCount - 1]).Array[1, 60];

    private static ConfusionMatrix Count((int Truth, int Predicted)[] pairs) =>
        ConfusionMatrix.Count([.. pairs.Select(pair => pair.Truth)], [.. pairs.Select(pair => pair.Predicted)], ClassCount);

    [Fact]
    public void Every_score_lies_between_0_and_1() => _pairs.Sample(pairs =>
    {
        var matrix = Count(pairs);
        double[] scores =
        [
            Accuracy.Score(matrix), BalancedAccuracy.Score(matrix), IntersectionOverUnion.Mean(matrix), Dice.Mean(matrix),
            .. Enum.GetValues<Averaging>().SelectMany(averaging => new[]
            {
                Precision.Score(matrix, averaging), Recall.Score(matrix, averaging), F1.Score(matrix, averaging),
            }),
        ];
        Assert.All(scores, score => Assert.InRange(score, 0, 1 + 1e-12));
    });

    [Fact]
    public void A_perfect_answer_scores_1() => Gen.Int[0, ClassCount - 1].Array[1, 60].Sample(truth =>
    {
        var matrix = ConfusionMatrix.Count(truth, truth, ClassCount);
        Assert.Equal(1, Accuracy.Score(matrix), 12);
        Assert.Equal(1, BalancedAccuracy.Score(matrix), 12);
        Assert.Equal(1, F1.Score(matrix, Averaging.Macro), 12);
        Assert.Equal(1, IntersectionOverUnion.Mean(matrix), 12);
    });

    [Fact]
    public void Micro_averages_equal_accuracy_when_everything_has_an_answer() => _pairs.Sample(pairs =>
    {
        var matrix = Count(pairs);
        Assert.Equal(Accuracy.Score(matrix), F1.Score(matrix, Averaging.Micro), 12);
        Assert.Equal(Accuracy.Score(matrix), Recall.Score(matrix, Averaging.Weighted), 12);
    });

    [Fact]
    public void Dice_follows_from_iou() => _pairs.Sample(pairs =>
    {
        var matrix = Count(pairs);
        for (var label = 0; label < ClassCount; label++)
        {
            var iou = IntersectionOverUnion.Score(matrix, label);
            Assert.Equal(2 * iou / (1 + iou), Dice.Score(matrix, label), 12); // NaN for both where the class is absent
        }
    });

    [Fact]
    public void Renaming_classes_changes_no_average() => Gen.Select(_pairs, Gen.Shuffle(new[] { 0, 1, 2, 3 })).Sample((pairs, names) =>
    {
        var renamed = pairs.Select(pair => (names[pair.Truth], names[pair.Predicted])).ToArray();
        Assert.Equal(F1.Score(Count(pairs), Averaging.Macro), F1.Score(Count(renamed), Averaging.Macro), 12);
        Assert.Equal(BalancedAccuracy.Score(Count(pairs)), BalancedAccuracy.Score(Count(renamed)), 12);
    });

    [Fact]
    public void Kappa_is_symmetric_and_at_most_1() => _pairs.Sample(pairs =>
    {
        int[] first = [.. pairs.Select(pair => pair.Truth)], second = [.. pairs.Select(pair => pair.Predicted)];
        var kappa = CohensKappa.Score(first, second, ClassCount);
        Assert.Equal(kappa, CohensKappa.Score(second, first, ClassCount), 12);
        Assert.True(double.IsNaN(kappa) || kappa <= 1 + 1e-12);
    });
}
