using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>Measures a classifier on held items, as they are.</summary>
/// <param name="inputs">Shape (N × shape).</param>
/// <param name="shape">C, H, W of an item.</param>
/// <param name="classes">Shape (N): the true class numbers.</param>
internal sealed class ClassifierValidation(ClassifierNet network, float[] inputs, long[] shape, long[] classes)
{
    private const int BatchSize = 128;

    /// <summary>Mean cross-entropy and accuracy.</summary>
    public (double Loss, double Score) Measure()
    {
        var (loss, right) = (0.0, 0L);
        Run((logits, truth) =>
        {
            loss += nn.functional.cross_entropy(logits, truth).item<float>() * truth.shape[0];
            right += logits.argmax(1).eq(truth).sum().item<long>();
        });
        return (loss / classes.Length, (double)right / classes.Length);
    }

    /// <summary>Makes the network as sure as it is right on these items, which it must not have learned from.</summary>
    /// <returns>The temperature that its logits are divided by from now on.</returns>
    public double Calibrate()
    {
        var all = new List<double[]>();
        using var frozen = no_grad();
        Run((logits, _) => all.AddRange(logits.to(float64).data<double>().ToArray().Chunk((int)logits.shape[1])));
        var temperature = Temperature.Fit(all, [.. classes.Select(one => (int)one)]);
        network.Cool(temperature);
        return temperature;
    }

    private void Run(Action<Tensor, Tensor> look)
    {
        var size = inputs.Length / classes.Length;
        for (var start = 0; start < classes.Length; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(BatchSize, classes.Length - start);
            look(
                network.forward(tensor(inputs.AsSpan(start * size, count * size).ToArray(), [count, .. shape]).ToChannelsLast()),
                tensor(classes.AsSpan(start, count).ToArray()));
        }
    }
}
