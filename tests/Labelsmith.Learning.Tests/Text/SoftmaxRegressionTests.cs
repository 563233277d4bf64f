using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Tests.Text;

public class SoftmaxRegressionTests
{
    private static readonly LabelledVectors _data = Make(40, 6, 3, seed: 1);

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        var model = SoftmaxRegression.Zero(3, 6);
        var random = new Random(2);
        var point = Enumerable.Range(0, 21).Select(_ => random.NextDouble() - 0.5).ToArray();
        var weights = SoftmaxRegression.Balance(_data);
        double Loss(double[] at) => model.Loss(_data, weights, 2, at, new double[21]);
        var gradient = new double[21];
        model.Loss(_data, weights, 2, point, gradient);
        for (var i = 0; i < point.Length; i++)
        {
            double[] up = [.. point], down = [.. point];
            (up[i], down[i]) = (up[i] + 1e-5, down[i] - 1e-5);
            Assert.Equal((Loss(up) - Loss(down)) / 2e-5, gradient[i], 7);
        }
    }

    [Fact]
    public void The_loss_falls_and_the_data_are_learned()
    {
        var losses = new List<double>();
        var model = SoftmaxRegression.Zero(3, 6);
        model.Fit(_data, 100, 60, (_, loss) =>
        {
            losses.Add(loss);
            return true;
        });
        Assert.Equal(losses.OrderDescending(), losses);
        Assert.True(losses[^1] < losses[0] / 2);
    }

    /// <summary>scikit-learn 1.2.1: <c>LogisticRegression(C=10, class_weight="balanced", tol=1e-10, max_iter=10000)</c> on
    /// X = [[1,0],[.8,.2],[.2,.9],[0,1],[.5,.5]], y = [0,0,1,1,1]: <c>predict_proba</c> of [.6,.4].</summary>
    [Fact]
    public void Agrees_with_scikit_learn()
    {
        float[][] rows = [[1, 0], [.8f, .2f], [.2f, .9f], [0, 1], [.5f, .5f]];
        var data = new LabelledVectors([.. rows.Select(row => new SparseVector([0, 1], row))], [0, 0, 1, 1, 1], 2, 2);
        var model = SoftmaxRegression.Zero(2, 2);
        // two rows of weights share what scikit-learn gives to one: half the penalty
        model.Fit(data, 5, 1000);
        Span<double> scores = stackalloc double[2];
        model.Score(new SparseVector([0, 1], [.6f, .4f]), scores);
        Softmax.Apply(scores);
        Assert.Equal(SklearnProbability, scores[1], 4);
    }

    [Fact]
    public void A_class_without_texts_is_never_the_answer()
    {
        var model = SoftmaxRegression.Zero(4, 6);
        model.Fit(_data with { ClassCount = 4 }, 10, 60);
        var scores = new double[4];
        model.Score(_data.Vectors[0], scores);
        Softmax.Apply(scores);
        Assert.InRange(scores[3], 0, 0.01);
    }

    [Fact]
    public void Large_logits_stay_finite()
    {
        Span<double> scores = [1000, -1000, 999];
        Assert.Equal(1000 + Math.Log(1 + Math.Exp(-1)), Softmax.Apply(scores), 9);
        Assert.Equal(1 / (1 + Math.Exp(-1)), scores[0], 12);
        Assert.Equal(0, scores[1]);
    }

    [Fact]
    public void A_temperature_makes_overconfident_logits_honest()
    {
        // right in 3 of 4 cases, but as sure as 10 : 1 in logits; the best T gives p = 3/4: 10 / T = ln 3
        var logits = Enumerable.Repeat<double[]>([10, 0], 4000).ToList();
        Assert.Equal(10 / Math.Log(3), Temperature.Fit(logits, [.. Enumerable.Range(0, 4000).Select(i => i % 4 / 3)]), 1);
        Assert.Equal(1, Temperature.Fit([], []));
    }

    [Fact]
    public void A_few_items_that_are_all_right_do_not_make_a_model_certain()
    {
        Assert.InRange(Temperature.Fit([.. Enumerable.Repeat<double[]>([2, 0], 8)], new int[8]), 0.5, 1);
    }

    [Fact]
    public void Cross_validation_holds_every_item_out_once_and_follows_the_seed()
    {
        static CrossValidation.Choice Choose(bool hasTime) =>
            CrossValidation.Choose(_data, 4, () => hasTime, TestContext.Current.CancellationToken);
        var (first, again) = (Choose(true), Choose(true));
        Assert.Equal(40, first.Logits.Count);
        Assert.Equal(_data.Labels.Order(), first.Labels.Order());
        Assert.Equal(first.Strength, again.Strength);
        Assert.Equal(first.Logits, again.Logits);
        Assert.Empty(Choose(false).Logits);
    }

    private const double SklearnProbability = 0.47905328;

    private static LabelledVectors Make(int count, int columns, int classes, int seed)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];
        return new LabelledVectors(
            [
                .. labels.Select(label => new SparseVector(
                    [.. Enumerable.Range(0, columns)],
                    [.. Enumerable.Range(0, columns).Select(column => (float)(random.NextDouble() + (column % classes == label ? 1 : 0)))])),
            ],
            labels,
            classes,
            columns);
    }
}
