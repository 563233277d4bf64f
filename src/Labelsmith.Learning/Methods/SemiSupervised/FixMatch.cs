using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Images;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>What is said of a weak variant of an unlabelled image, where it is said surely, is learned on a strong variant.</summary>
/// <remarks>
/// Sohn et al. (2020), "FixMatch: simplifying semi-supervised learning with consistency and confidence", arXiv:2001.07685.
/// Assumes that strong variants (turned, sheared, cut, of other tones) keep the class. Fails where they do not, as
/// where colour or position is what matters, and where a class is seldom sure: it is then hardly learned.
/// Deviations: the averaged weights judge the weak variant, which at a few thousand steps gives the better guesses; AdamW and
/// two unlabelled images to a labelled one instead of SGD and seven, for minutes on a CPU.
/// </remarks>
internal sealed class FixMatch(TaskKind task) : ImagesWithTerm(task)
{
    protected override UnlabelledTerm CreateTerm(int classes) => new Term();

    private sealed class Term : UnlabelledTerm
    {
        private const double Threshold = 0.95;

        public override bool IsStrong => true;

        public override Tensor Loss(UnlabelledBatch batch)
        {
            var (probability, guess) = batch.Taught!.max(1);
            return CrossEntropy(batch.Logits, guess, probability.ge(Threshold));
        }
    }
}
