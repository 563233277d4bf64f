using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>What a <see cref="CenterNet"/> is trained by: focal loss on the maps of centres, generalised IoU on the boxes around them.</summary>
/// <remarks>The focal loss of arXiv:1904.07850 (after Law and Deng 2018, arXiv:1808.01244); Rezatofighi et al. (2019), "Generalized
/// Intersection over Union", arXiv:1902.09630.</remarks>
public static class CenterLoss
{
    private const double BoxShare = 2; // of the loss: both parts then fall alike

    /// <param name="output">Shape (N, K + 4, h, w), as from <see cref="CenterNet.forward"/>.</param>
    /// <param name="targets">Shape (N, K + 5, h, w), as <see cref="Preprocessing.CenterTargets"/> draws them: nearness to a centre of each class, 1
    /// at the centre; weight of the box here, adding up to 1 an object; its distances in cells.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Of(Tensor output, Tensor targets)
    {
        var classes = (int)output.shape[1] - CenterNet.Edges;
        var logits = output[.., ..classes];
        var near = targets[.., ..classes];
        return Focal(logits, near)
            + (BoxShare * Boxes(output[.., classes..].exp(), targets[.., (classes + 1)..], targets[.., classes..(classes + 1)]));
    }

    private static Tensor Focal(Tensor logits, Tensor near)
    {
        var p = logits.sigmoid();
        var isCenter = near.eq(1).to(float32);
        var there = functional.logsigmoid(logits) * (1 - p).square() * isCenter;
        var notThere = functional.logsigmoid(-logits) * p.square() * (1 - near).pow(4) * (1 - isCenter);
        return -(there + notThere).sum() / isCenter.sum().clamp_min(1);
    }

    /// <param name="found">Shape (N, 4, h, w): distances to the edges.</param>
    /// <param name="real">Same shape.</param>
    /// <param name="weight">Shape (N, 1, h, w).</param>
    private static Tensor Boxes(Tensor found, Tensor real, Tensor weight)
    {
        var (least, most) = (minimum(found, real), maximum(found, real));
        var both = Area(least); // of boxes around one place the smaller distances bound what they share
        var hull = Area(most);
        var all = Area(found) + Area(real) - both;
        var overlap = (both / all.clamp_min(1e-6)) - ((hull - all) / hull.clamp_min(1e-6));
        return ((1 - overlap) * weight).sum() / weight.sum().clamp_min(1);
    }

    private static Tensor Area(Tensor distances) =>
        (distances[.., 0..1] + distances[.., 2..3]) * (distances[.., 1..2] + distances[.., 3..4]);
}
