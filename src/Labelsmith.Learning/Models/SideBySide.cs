using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Networks of one shape that see the same input; their outputs stand one after the other.</summary>
public sealed class SideBySide : Module<Tensor, Tensor>
{
    private readonly IReadOnlyList<Module<Tensor, Tensor>> _networks;

    public SideBySide(IReadOnlyList<Module<Tensor, Tensor>> networks) : base(nameof(SideBySide))
    {
        _networks = networks;
        foreach (var (i, network) in networks.Index())
        {
            register_module($"network{i}", network);
        }
    }

    /// <param name="input">Shape (N, channels, H, W).</param>
    /// <returns>Shape (N, networks × outputs, H, W).</returns>
    public override Tensor forward(Tensor input) => cat([.. _networks.Select(network => network.forward(input))], dim: 1);
}
