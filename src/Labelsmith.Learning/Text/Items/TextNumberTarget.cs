using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.WholeItems;
using Labelsmith.Metrics;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text.Items;

/// <summary>One number a text: linear regression with Huber's loss, and a second one of the logarithm of its error.</summary>
internal sealed class TextNumberTarget : TextTarget
{
    private const double Threshold = 1; // of Huber's loss, in deviations
    private const double ErrorStrength = 1; // C of the second regression: errors are noise, so it is held back much
    private const double LeastError = 0.05; // in deviations: a lucky zero has no logarithm
    private const int MostIterations = 60;

    private readonly NumberScale _scale;

    public TextNumberTarget(IReadOnlyList<double[]> truth) => _scale = NumberScale.Of([.. truth.Select(one => one[0])]);

    public override int Outputs => 1;

    public override string ScoreName => "r2";

    public override SparseLinear.RowLoss Loss(IReadOnlyList<double[]> truth) =>
        Huber([.. truth.Select(one => (double)_scale.Standardise(one[0]))]);

    public override double Measure(IReadOnlyList<double[]> scores, IReadOnlyList<double[]> truth)
    {
        double[] predicted = [.. scores.Select(one => one[0])];
        double[] standard = [.. truth.Select(one => (double)_scale.Standardise(one[0]))];
        var score = RSquared.Score(standard, predicted);
        return double.IsNaN(score) ? 1 - Math.Pow(RootMeanSquaredError.Error(standard, predicted), 2) : score;
    }

    public override (ModelCard Card, Tensor Weight, Tensor Bias) Finish(
        SparseLinear model, HeldOut held, OnnxGraph graph, string features, ModelCard card, LearningContext context)
    {
        var areUnseen = held.Rows.Length > 0;
        int[] rows = areUnseen ? held.Rows : [.. Enumerable.Range(0, held.Vectors.Count)];
        var fitted = model.Scores(held.Vectors);
        var errors = rows.ToDictionary(
            row => row, row => Math.Abs((held.Scores[row] ?? fitted[row])[0] - _scale.Standardise(held.Truth[row][0])));
        var ofError = FitErrors(held, rows, errors);
        var widening = ConformalWidth.Of([.. Ratios(held, rows, errors)], areUnseen, context);

        var (deviation, columns) = (_scale.Deviation, held.ColumnCount);
        var number = tensor(ToFloat(model.Weights, deviation), [columns, 1]);
        var numberBias = tensor([(float)((model.Offsets[0] * deviation) + _scale.Mean)]);
        var width = tensor(ToFloat(ofError.Weights), [columns, 1]);
        var widthBias = tensor([(float)(ofError.Offsets[0] + Math.Log(deviation * widening))]);
        var value = graph.Node("Gemm", [features, graph.Constant(number), graph.Constant(numberBias)]);
        var half = graph.Node("Exp", [graph.Node("Gemm", [features, graph.Constant(width), graph.Constant(widthBias)])]);
        graph.Output(graph.Node("Concat", [value, half], ("axis", 1)), "number", "N", 2);
        return (card with { Spread = _scale.Spread }, cat([number, width], 1), cat([numberBias, widthBias], 0));
    }

    private static SparseLinear.RowLoss Huber(double[] truth) => (row, scores) =>
    {
        var distance = scores[0] - truth[row];
        var isNear = Math.Abs(distance) <= Threshold;
        scores[0] = isNear ? distance : Math.Sign(distance) * Threshold;
        return isNear ? distance * distance / 2 : Threshold * (Math.Abs(distance) - (Threshold / 2));
    };

    /// <summary>Each fold's errors beside what the errors of the other folds let expect.</summary>
    private static IEnumerable<double> Ratios(HeldOut held, int[] rows, Dictionary<int, double> errors)
    {
        var folds = held.Rows.Length > 0 ? held.Folds : [rows];
        foreach (var fold in folds)
        {
            int[] own = [.. fold.Where(errors.ContainsKey)];
            int[] others = folds.Count > 1 ? [.. rows.Except(own)] : rows;
            if (own.Length == 0 || others.Length == 0)
            {
                continue;
            }

            var expected = FitErrors(held, others, errors);
            var score = new double[1];
            foreach (var row in own)
            {
                expected.Score(held.Vectors[row], score);
                yield return errors[row] / Math.Exp(score[0]);
            }
        }
    }

    private static SparseLinear FitErrors(HeldOut held, int[] rows, Dictionary<int, double> errors)
    {
        var model = new SparseLinear(1, held.ColumnCount);
        double[] logarithms = [.. rows.Select(row => Math.Log(errors[row] + LeastError))];
        model.Fit([.. rows.Select(row => held.Vectors[row])], Huber(logarithms), ErrorStrength, MostIterations);
        return model;
    }
}
