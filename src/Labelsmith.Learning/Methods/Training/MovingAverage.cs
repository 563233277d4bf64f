using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>A running average of a network's weights, which generalises better than the last ones.</summary>
/// <remarks>Polyak and Juditsky (1992), doi:10.1137/0330046. Short at the start, so that the random beginning is forgotten.
/// Normalisation statistics, averages already, are copied.</remarks>
internal sealed class MovingAverage : IDisposable
{
    private readonly List<(string Name, Tensor Source, Tensor Average, bool Averaged)> _slots = [];
    private readonly double _decay;

    public MovingAverage(Module network, double decay)
    {
        _decay = decay;
        foreach (var (name, parameter) in network.named_parameters())
        {
            _slots.Add((name, parameter, Copy(parameter), true));
        }

        foreach (var (name, buffer) in network.named_buffers())
        {
            _slots.Add((name, buffer, Copy(buffer), false));
        }
    }

    /// <summary>The averages by the weights' names; the average's own tensors, not copies.</summary>
    public IEnumerable<(string Name, Tensor Value)> State() => _slots.Select(slot => (slot.Name, slot.Average));

    /// <param name="step">From 1.</param>
    public void Update(long step)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        foreach (var (_, source, average, averaged) in _slots)
        {
            if (averaged)
            {
                average.lerp_(source, 1 - decay);
            }
            else
            {
                average.copy_(source);
            }
        }
    }

    /// <summary>Exchanges the network's weights and their averages.</summary>
    public void Swap()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (_, source, average, _) in _slots)
        {
            var kept = source.clone();
            source.copy_(average);
            average.copy_(kept);
        }
    }

    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Average.Dispose();
        }
    }

    private static Tensor Copy(Tensor tensor) => tensor.detach().clone().DetachFromDisposeScope();
}
