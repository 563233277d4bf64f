using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Models;

/// <summary>The order of an image tensor's values in memory.</summary>
public static class ChannelsLast
{
    /// <summary>The same tensor (N, C, H, W) with the values of a pixel side by side, which convolutions on a CPU like better;
    /// they hand the order on to their outputs. TorchSharp has no call for it, but these strides are it.</summary>
    public static Tensor ToChannelsLast(this Tensor images)
    {
        var (height, width) = (images.shape[2], images.shape[3]);
        return images.shape[1] == 1
            // one channel lies the same either way, so that only the strides tell libtorch which is meant
            ? images.contiguous().as_strided(images.shape, [height * width, 1, width, 1])
            : images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
    }

    /// <summary>Stores the weights (Cout, Cin, H, W) of a new layer in that order, so that no step has to turn them.</summary>
    public static Conv2d WithWeightsChannelsLast(this Conv2d convolution)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        convolution.weight = nn.Parameter(convolution.weight!.detach().ToChannelsLast().clone());
        return convolution;
    }
}
