using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101).</summary>
/// <remarks>Ours rather than TorchSharp's because its state is plain tensors by name, which the checkpoint keeps.
/// Weights of one dimension (biases, normalisations) do not decay.</remarks>
internal sealed class AdamW : IDisposable
{
    private const double Beta2 = 0.99; // runs are short: 0.999 would average over half of one
    private const double Epsilon = 1e-8;

    private readonly List<(string Name, Parameter Weight, Tensor Mean, Tensor Square)> _slots = [];

    private readonly double _momentum;

    /// <param name="momentum">β₁.</param>
    public AdamW(IEnumerable<(string name, Parameter parameter)> parameters, double weightDecay, double momentum = 0.9)
    {
        (WeightDecay, _momentum) = (weightDecay, momentum);
        foreach (var (name, parameter) in parameters)
        {
            _slots.Add((name, parameter, zeros_like(parameter).DetachFromDisposeScope(), zeros_like(parameter).DetachFromDisposeScope()));
        }
    }

    public double WeightDecay { get; }

    public long Steps { get; set; }

    public void ZeroGradients()
    {
        foreach (var slot in _slots)
        {
            slot.Weight.grad = null;
        }
    }

    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Steps++;
        var size = learningRate * Math.Sqrt(1 - Math.Pow(Beta2, Steps)) / (1 - Math.Pow(_momentum, Steps));
        foreach (var (_, weight, mean, square) in _slots)
        {
            if (weight.grad is not { } gradient)
            {
                continue;
            }

            mean.mul_(_momentum).add_(gradient, alpha: 1 - _momentum);
            square.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
            if (weight.dim() > 1)
            {
                weight.mul_(1 - (learningRate * WeightDecay));
            }

            weight.addcdiv_(mean, square.sqrt().add_(Epsilon), -size);
        }
    }

    /// <summary>The state's own tensors, not copies.</summary>
    public IEnumerable<(string Name, Tensor Value)> State() => _slots.SelectMany(slot =>
        new[] { ($"mean.{slot.Name}", slot.Mean), ($"square.{slot.Name}", slot.Square) });

    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Mean.Dispose();
            slot.Square.Dispose();
        }
    }
}
