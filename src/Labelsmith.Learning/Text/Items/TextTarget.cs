using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Methods;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text.Items;

/// <summary>What a linear model of texts learns to say of each: its loss, its score, and how it is exported.</summary>
internal abstract class TextTarget
{
    /// <exception cref="BadDataException">Nothing can be learned from these; the message says why.</exception>
    public static TextTarget Of(TaskKind task, IReadOnlyList<double[]> truth) =>
        task == TaskKind.Regression ? new TextNumberTarget(truth) : new TextLabelSetTarget(truth);

    /// <summary>Scores a text.</summary>
    public abstract int Outputs { get; }

    /// <summary>The metric key of <see cref="Measure"/>'s score.</summary>
    public abstract string ScoreName { get; }

    /// <summary>The loss of the texts with this truth.</summary>
    public abstract SparseLinear.RowLoss Loss(IReadOnlyList<double[]> truth);

    /// <param name="scores">Shape (N, Outputs).</param>
    public abstract double Measure(IReadOnlyList<double[]> scores, IReadOnlyList<double[]> truth);

    /// <summary>Adds the learned model with its final activation to a graph.</summary>
    /// <param name="held">What texts said of which the model had learned nothing.</param>
    /// <returns>The card with what the target adds, and the weights, shape (D, outputs), with their offsets.</returns>
    public abstract (ModelCard Card, Tensor Weight, Tensor Bias) Finish(
        SparseLinear model, HeldOut held, OnnxGraph graph, string features, ModelCard card, LearningContext context);

    protected static float[] ToFloat(ReadOnlySpan<double> values, double factor = 1)
    {
        var scaled = new float[values.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (float)(values[i] * factor);
        }

        return scaled;
    }
}

/// <summary>Texts with the scores that models gave them which had not learned from them.</summary>
/// <param name="Vectors">Shape (N): all texts.</param>
/// <param name="Truth">Shape (N, truth).</param>
/// <param name="Scores">Shape (N, outputs); null where a text was not held out.</param>
/// <param name="Folds">The texts that were held out together.</param>
internal sealed record HeldOut(
    IReadOnlyList<SparseVector> Vectors, IReadOnlyList<double[]> Truth, IReadOnlyList<double[]?> Scores, IReadOnlyList<int[]> Folds)
{
    public int ColumnCount { get; init; }

    /// <summary>The texts that were held out.</summary>
    public int[] Rows { get; } = [.. Enumerable.Range(0, Scores.Count).Where(row => Scores[row] is not null)];
}
