using Labelsmith.Learning.Graphs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Features;

/// <summary>Turns points so that the first few numbers tell most of how they differ.</summary>
/// <remarks>Pearson (1901), doi:10.1080/14786440109462720; Hotelling (1933), doi:10.1037/h0071325. By the eigenvectors of the
/// covariance: made for some hundred dimensions, however many points.</remarks>
internal static class PrincipalComponents
{
    /// <param name="points">N points of D dimensions.</param>
    /// <param name="dimensions">At most; fewer where D or N are less.</param>
    /// <param name="blocks">Where each group of columns ends that is to count alike, however widely its numbers spread: each is
    /// scaled to a total variance of 1. Empty: all columns as they are.</param>
    /// <returns>Shape (N, dimensions), centred, in the order of their variance; the largest part of each axis points to the
    /// positive side, so that the same points give the same numbers.</returns>
    public static PointSet Of(PointSet points, int dimensions, IReadOnlyList<int> blocks, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var kept = Math.Min(dimensions, Math.Min(points.Dimensions, points.Count));
        var all = tensor(points.Values, [points.Count, points.Dimensions]);
        all -= all.mean([0]);
        var start = 0;
        foreach (var end in blocks)
        {
            var block = all[.., start..end];
            block.div_(block.square().sum().div(points.Count).sqrt().clamp_min(1e-6));
            start = end;
        }

        var covariance = all.t().matmul(all).to(float64) / points.Count;  // (D, D)
        var (_, axes) = linalg.eigh(covariance);                          // ascending
        axes = axes[.., ^kept..].flip(1);
        axes *= axes.gather(0, axes.abs().argmax(0, keepdim: true)).sign();
        return new PointSet(all.matmul(axes.to(float32)).contiguous().data<float>().ToArray(), kept);
    }
}
