using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>Measures a classifier on held items, as they are.</summary>
/// <param name="inputs">Shape (N × shape).</param>
/// <param name="shape">C, H, W of an item.</param>
/// <param name="classes">Shape (N): the true class numbers.</param>
internal sealed class ClassifierValidation(nn.Module<Tensor, Tensor> network, float[] inputs, long[] shape, long[] classes)
{
    private const int BatchSize = 128;

    /// <summary>Mean cross-entropy and accuracy.</summary>
    public (double Loss, double Score) Measure()
    {
        var (loss, right, size) = (0.0, 0L, inputs.Length / classes.Length);
        for (var start = 0; start < classes.Length; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(BatchSize, classes.Length - start);
            var logits = network.forward(tensor(inputs.AsSpan(start * size, count * size).ToArray(), [count, .. shape]).ToChannelsLast());
            var truth = tensor(classes.AsSpan(start, count).ToArray());
            loss += nn.functional.cross_entropy(logits, truth).item<float>() * count;
            right += logits.argmax(1).eq(truth).sum().item<long>();
        }

        return (loss / classes.Length, (double)right / classes.Length);
    }
}
