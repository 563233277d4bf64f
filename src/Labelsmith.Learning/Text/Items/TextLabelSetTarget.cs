using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.WholeItems;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text.Items;

/// <summary>Any number of labels a text: a logistic regression a label.</summary>
internal sealed class TextLabelSetTarget : TextTarget
{
    public TextLabelSetTarget(IReadOnlyList<double[]> truth)
    {
        LabelSets.Check(truth);
        Outputs = truth[0].Length;
    }

    public override int Outputs { get; }

    public override string ScoreName => "mean_average_precision";

    public override SparseLinear.RowLoss Loss(IReadOnlyList<double[]> truth) => (row, scores) =>
    {
        var loss = 0.0;
        for (var label = 0; label < scores.Length; label++)
        {
            // ln(1 + e^s) − y s, without overflow
            var (score, has) = (scores[label], truth[row][label]);
            loss += Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - (has * score);
            scores[label] = Sigmoid(score) - has;
        }

        return loss;
    };

    public override double Measure(IReadOnlyList<double[]> scores, IReadOnlyList<double[]> truth) =>
        LabelSets.MeanAveragePrecision(scores, truth);

    public override (ModelCard Card, Tensor Weight, Tensor Bias) Finish(
        SparseLinear model, HeldOut held, OnnxGraph graph, string features, ModelCard card, LearningContext context)
    {
        var weight = tensor(ToFloat(model.Weights), [held.ColumnCount, Outputs]);
        var bias = tensor(ToFloat(model.Offsets));
        var logits = graph.Node("Gemm", [features, graph.Constant(weight), graph.Constant(bias)]);
        graph.Output(graph.Node("Sigmoid", [logits]), "probabilities", "N", Outputs);
        var areUnseen = held.Rows.Length > 0;
        int[] rows = areUnseen ? held.Rows : [.. Enumerable.Range(0, held.Vectors.Count)];
        List<double[]> probabilities = [.. rows.Select(row => Array.ConvertAll(held.Scores[row] ?? new double[Outputs], Sigmoid))];
        var thresholds = LabelSets.Thresholds(probabilities, [.. rows.Select(row => held.Truth[row])], areUnseen, context);
        return (card with { Thresholds = thresholds }, weight, bias);
    }

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));
}
