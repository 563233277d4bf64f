using Labelsmith.Metrics;

namespace Labelsmith.Learning.Text;

/// <summary>How well held-out texts are answered while the weights are learned.</summary>
internal static class TextScoring
{
    /// <param name="logits">Shape (N, K): is left as probabilities.</param>
    /// <returns>The mean cross entropy, each class weighing the same, and the macro F1.</returns>
    public static (double Loss, double F1) Score(List<double[]> logits, LabelledVectors truth)
    {
        var weights = SoftmaxRegression.Balance(truth);
        var matrix = new ConfusionMatrix(truth.ClassCount);
        var loss = 0.0;
        for (var row = 0; row < logits.Count; row++)
        {
            matrix.Add(truth.Labels[row], Array.IndexOf(logits[row], logits[row].Max()));
            loss += weights[row] / logits.Count * Softmax.CrossEntropy(logits[row], truth.Labels[row]);
        }

        return (loss, F1.Score(matrix, Averaging.Macro));
    }
}
