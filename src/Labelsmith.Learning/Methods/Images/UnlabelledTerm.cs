using Labelsmith.Learning.Methods.Training;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>What a term sees of a batch.</summary>
/// <param name="Taught">Shape (U, K): probabilities that the averaged weights give to one variant, without a gradient; null where
/// <see cref="UnlabelledTerm.HasJudge"/> says that none are wanted.</param>
/// <param name="Logits">Shape (U, K): what the network makes of the other variant.</param>
/// <param name="Images">Shape (U, C, H, W): that variant; null where U counts pixels.</param>
/// <param name="Fraction">Of the training that is done, 0 to 1.</param>
internal sealed record UnlabelledBatch(Tensor? Taught, Tensor Logits, Tensor? Images, double Fraction);

/// <summary>What unlabelled images add to the loss: the one thing in which methods with such a term differ. Two variants of each
/// image are drawn; the averaged weights judge one, the network learns from the other.</summary>
internal abstract class UnlabelledTerm : IDisposable
{
    private const double Memory = 0.98; // of the shares for the report

    private readonly Tensor _used = zeros(1).DetachFromDisposeScope();

    /// <summary>Whether the network learns from a strong variant; the averaged weights always judge a weak one.</summary>
    public virtual bool IsStrong => false;

    /// <summary>Whether the network learns from the images as they are.</summary>
    public virtual bool IsPlain => false;

    /// <summary>Whether the averaged weights judge; else only one variant is made.</summary>
    public virtual bool HasJudge => true;

    /// <summary>Whether there is a share of images that weigh in.</summary>
    public virtual bool Selects => true;

    /// <summary>What is remembered from step to step, for the checkpoint.</summary>
    public virtual IReadOnlyList<(string Name, Tensor Value)> State => [("used", _used)];

    /// <summary>The training that suits the term, where it is not the usual one.</summary>
    public virtual TrainingPlan Adapt(TrainingPlan plan) => plan;

    /// <summary>The share of unlabelled images that weighed in of late, 0 to 1.</summary>
    public double Used => _used.item<float>();

    /// <returns>A scalar with a gradient, to be added to the cross-entropy of the labelled images.</returns>
    public abstract Tensor Loss(UnlabelledBatch batch);

    public virtual void Dispose() => _used.Dispose();

    /// <summary>A sigmoid-shaped rise from 0 to 1 while the training goes from 0 to <paramref name="until"/> (Laine and Aila 2016,
    /// arXiv:1610.02242): guesses of a network that has hardly learned weigh little.</summary>
    protected static double Ramp(double fraction, double until)
    {
        var rest = 1 - Math.Clamp(fraction / until, 0, 1);
        return Math.Exp(-5 * rest * rest);
    }

    /// <summary>The mean of the cross-entropy over all images, those that are not sure enough counting as 0.</summary>
    /// <param name="guess">Shape (U): class numbers.</param>
    /// <param name="sure">Shape (U): true or false.</param>
    protected Tensor CrossEntropy(Tensor logits, Tensor guess, Tensor sure)
    {
        var weight = sure.to(float32);
        Remember(_used, weight.mean(), Memory);
        return (nn.functional.cross_entropy(logits, guess, reduction: nn.Reduction.None) * weight).mean();
    }

    /// <summary>Moves a running mean.</summary>
    protected static void Remember(Tensor mean, Tensor value, double memory)
    {
        using var frozen = no_grad();
        mean.mul_(memory).add_(value, alpha: 1 - memory);
    }
}
