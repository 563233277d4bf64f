using static TorchSharp.torch;

namespace Labelsmith.Learning.Models;

/// <summary>The order of an image tensor's values in memory.</summary>
public static class ChannelsLast
{
    /// <summary>The same tensor (N, C, H, W) with the values of a pixel side by side, which convolutions on a CPU like better;
    /// they hand the order on to their outputs. TorchSharp has no call for it, but these strides are it.</summary>
    public static Tensor ToChannelsLast(this Tensor images) => images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
