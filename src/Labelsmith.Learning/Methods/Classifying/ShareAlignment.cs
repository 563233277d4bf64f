using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Classifying;

/// <summary>Moves answers for unlabelled items to the shares that the classes are known to have: what a network says too often of late counts
/// less, and what it hardly says any more counts more.</summary>
/// <remarks>Berthelot et al. (2020), "ReMixMatch: semi-supervised learning with distribution matching and augmentation anchoring",
/// arXiv:1911.09785, section 3.1.</remarks>
/// <param name="shares">Shape (K), summing to 1, none 0.</param>
internal sealed class ShareAlignment(double[] shares) : IDisposable
{
    private const double Memory = 0.95; // of the answers, a step

    private readonly Tensor _shares = tensor(shares, float32).DetachFromDisposeScope();
    private readonly Tensor _answers = tensor(shares, float32).DetachFromDisposeScope();

    /// <summary>What is remembered from step to step, for the checkpoint.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> State => [("answers", _answers)];

    /// <param name="probabilities">Shape (N, K).</param>
    /// <returns>Shape (N, K), rows summing to 1.</returns>
    public Tensor Apply(Tensor probabilities)
    {
        _answers.mul_(Memory).add_(probabilities.mean([0]), alpha: 1 - Memory);
        var moved = probabilities * (_shares / _answers.clamp_min(1e-6));
        return moved / moved.sum(1, keepdim: true);
    }

    public void Dispose()
    {
        _shares.Dispose();
        _answers.Dispose();
    }
}
