using CsCheck;

namespace Labelsmith.Metrics.Tests;

/// <summary>Reference values: scikit-learn 1.2.1, <c>roc_auc_score</c> and <c>average_precision_score</c>.</summary>
public class RankingTests
{
    private static readonly bool[] _positive = [false, true, false, true, true, false, false, true, false, true];
    private static readonly double[] _scores = [.1, .8, .4, .4, .9, .7, .2, .6, .4, .3]; // three are tied
    private static readonly int[] _weights = [2, 0, 1, 3, 1, 1, 0, 2, 1, 1];

    private static readonly Gen<(double Score, bool Positive)[]> _items =
        Gen.Select(Gen.Int[0, 12].Select(n => n / 12.0), Gen.Bool).Array[2, 40];

    [Fact]
    public void Roc_auc_agrees_with_scikit_learn() => Assert.Equal(0.76, RocAuc.Score(_scores, _positive), 12);

    [Fact]
    public void Average_precision_agrees_with_scikit_learn() =>
        Assert.Equal(0.7892857142857144, AveragePrecision.Score(_scores, _positive), 12);

    [Fact]
    public void Curves_have_the_areas_that_are_reported()
    {
        var curve = new RankedScores(_scores, _positive).Curve(100);
        var (area, precision, before) = (0.0, 0.0, (Recall: 0.0, Precision: 1.0, FalsePositiveRate: 0.0));
        foreach (var point in curve)
        {
            area += (point.FalsePositiveRate - before.FalsePositiveRate) * (point.Recall + before.Recall) / 2;
            precision += (point.Recall - before.Recall) * point.Precision;
            before = point;
        }

        Assert.Equal((1.0, 1.0), (before.Recall, before.FalsePositiveRate));
        Assert.Equal(0.76, area, 12);
        Assert.Equal(0.7892857142857144, precision, 12);
        Assert.Equal([curve[0], curve[^1]], new RankedScores(_scores, _positive).Curve(2));
        Assert.Empty(new RankedScores([.2, .3], [true, true]).Curve(100));
    }

    [Fact]
    public void Weights_agree_with_scikit_learns_sample_weight()
    {
        var ranked = new RankedScores(_scores, _positive);
        Assert.Equal(0.6857142857142857, ranked.RocAuc(_weights), 12);
        Assert.Equal(0.7428571428571429, ranked.AveragePrecision(_weights), 12);
    }

    [Fact]
    public void Areas_are_undefined_without_both_kinds_of_items()
    {
        Assert.Equal(double.NaN, RocAuc.Score([.2, .3], [true, true]));
        Assert.Equal(double.NaN, RocAuc.Score([.2, .3], [false, false]));
        Assert.Equal(double.NaN, AveragePrecision.Score([.2, .3], [false, false]));
        Assert.Equal(1, AveragePrecision.Score([.2, .3], [true, true]));
    }

    [Fact]
    public void An_item_drawn_twice_weighs_as_two_items() =>
        Gen.Select(_items, Gen.Int[0, 3].Array[40]).Sample((items, weights) =>
        {
            var drawn = items.SelectMany((item, i) => Enumerable.Repeat(item, weights[i])).ToArray();
            var ranked = new RankedScores([.. items.Select(item => item.Score)], [.. items.Select(item => item.Positive)]);
            double[] scores = [.. drawn.Select(item => item.Score)];
            bool[] positive = [.. drawn.Select(item => item.Positive)];
            Assert.Equal(RocAuc.Score(scores, positive), ranked.RocAuc(weights), 12);
            Assert.Equal(AveragePrecision.Score(scores, positive), ranked.AveragePrecision(weights), 12);
        });

    [Fact]
    public void Reversing_the_scores_mirrors_the_roc_auc() => _items.Sample(items =>
    {
        bool[] positive = [.. items.Select(item => item.Positive)];
        var forward = RocAuc.Score([.. items.Select(item => item.Score)], positive);
        var backward = RocAuc.Score([.. items.Select(item => -item.Score)], positive);
        Assert.Equal(1 - forward, backward, 12);
    });

    [Fact]
    public void Only_the_order_of_the_scores_matters() => _items.Sample(items =>
    {
        bool[] positive = [.. items.Select(item => item.Positive)];
        double[] scores = [.. items.Select(item => item.Score)], stretched = [.. scores.Select(score => Math.Exp(3 * score) - 7)];
        Assert.Equal(RocAuc.Score(scores, positive), RocAuc.Score(stretched, positive), 12);
        Assert.Equal(AveragePrecision.Score(scores, positive), AveragePrecision.Score(stretched, positive), 12);
    });

    [Fact]
    public void A_score_that_is_no_number_ranks_lowest() =>
        Assert.Equal(RocAuc.Score([-9, .5, .7], [true, false, true]), RocAuc.Score([double.NaN, .5, .7], [true, false, true]), 12);
}
