using Labelsmith.Domain.Regions;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>What a segmenter makes small.</summary>
public enum PixelLossKind
{
    /// <summary>Both, one to one.</summary>
    CrossEntropyDice,

    /// <summary>Every pixel counts alike: small classes hardly count.</summary>
    CrossEntropy,

    /// <summary>Every class counts alike.</summary>
    Dice,
}

/// <summary>Cross-entropy plus Dice of every pixel that has a meaning.</summary>
/// <remarks>Dice as in Milletari et al. (2016), arXiv:1606.04797, without squares; over the whole batch, mean of the classes
/// that occur in it. Pixels of the value <see cref="LabelMap.Ignored"/> have no part in either.</remarks>
public static class PixelLoss
{
    /// <param name="logits">Shape (N, K, H, W), or (N, 1, H, W) for a sigmoid.</param>
    /// <param name="classes">Shape (N, H, W), int64: 0..K-1 or 255.</param>
    /// <param name="kind">Which of the two counts.</param>
    /// <returns>A scalar; 0 where no pixel has a meaning.</returns>
    public static Tensor Of(Tensor logits, Tensor classes, PixelActivation activation, PixelLossKind kind = PixelLossKind.CrossEntropyDice)
    {
        var known = classes.ne(LabelMap.Ignored);
        var target = classes.mul(known).unsqueeze(1);                          // (N, 1, H, W), ignored ones 0
        var weight = known.unsqueeze(1).to(float32);                           // (N, 1, H, W)
        var count = weight.sum().clamp_min(1);
        if (activation == PixelActivation.Sigmoid)
        {
            var wanted = target.to(float32);
            var entropy = functional.binary_cross_entropy_with_logits(logits, wanted, weight, Reduction.Sum) / count;
            return Sum(kind, entropy, () => Dice(logits.sigmoid() * weight, wanted * weight));
        }

        var log = functional.log_softmax(logits, 1);
        var crossEntropy = -(log.gather(1, target) * weight).sum() / count;
        var hot = zeros_like(log).scatter_(1, target, ones_like(log));
        return Sum(kind, crossEntropy, () => Dice(log.exp() * weight, hot * weight));
    }

    private static Tensor Sum(PixelLossKind kind, Tensor crossEntropy, Func<Tensor> dice) => kind switch
    {
        PixelLossKind.CrossEntropy => crossEntropy,
        PixelLossKind.Dice => dice(),
        _ => crossEntropy + dice(),
    };

    private static Tensor Dice(Tensor probabilities, Tensor target)
    {
        var both = (probabilities * target).sum([0, 2, 3]);                    // (K)
        var real = target.sum([0, 2, 3]);
        var sizes = probabilities.sum([0, 2, 3]) + real;
        var present = real.gt(0).to(float32);
        var lost = 1 - (((2 * both) + 1) / (sizes + 1));
        return (lost * present).sum() / present.sum().clamp_min(1);
    }
}
