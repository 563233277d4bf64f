using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Images;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>As <see cref="FixMatch"/>, but how sure is sure enough follows from how far the learning of each class is, and
/// classes that are guessed too often are held back.</summary>
/// <remarks>
/// Wang et al. (2023), "FreeMatch: self-adaptive thresholding for semi-supervised learning", arXiv:2205.07246. Assumes what
/// FixMatch does; made for very few labels, of which every image helps from the start. Fails where strong variants lose
/// the class, and, its thresholds being low at first, may settle on a wrong class early.
/// Deviations: those of FixMatch; running means remember 0.99 a step instead of 0.999, because runs are short.
/// </remarks>
internal sealed class FreeMatch(TaskKind task) : ImagesWithTerm(task)
{
    public override Trial Trial => Task == TaskKind.Classification ? Trial.Validation : Trial.None;

    protected override UnlabelledTerm CreateTerm(int classes) => new Term(classes);

    private sealed class Term(int classes) : UnlabelledTerm
    {
        private const double Memory = 0.99;
        private const double FairnessWeight = 0.01;

        // running means over the weak variants: the highest probability, all probabilities, how often each class is guessed
        private readonly Tensor _surety = (ones(1) / classes).DetachFromDisposeScope();
        private readonly Tensor _probabilities = (ones(classes) / classes).DetachFromDisposeScope();
        private readonly Tensor _histogram = (ones(classes) / classes).DetachFromDisposeScope();

        public override bool IsStrong => true;

        public override IReadOnlyList<(string Name, Tensor Value)> State =>
            [.. base.State, ("surety", _surety), ("probabilities", _probabilities), ("histogram", _histogram)];

        public override Tensor Loss(UnlabelledBatch batch)
        {
            var (taught, logits) = (batch.Taught!, batch.Logits);
            var (probability, guess) = taught.max(1);
            Remember(_surety, probability.mean(), Memory);
            Remember(_probabilities, taught.mean([0]), Memory);
            Remember(_histogram, Histogram(guess), Memory);

            var thresholds = _surety * _probabilities / _probabilities.max();       // (K)
            var sure = probability.ge(thresholds[guess]);                           // (U)
            return CrossEntropy(logits, guess, sure) + (FairnessWeight * Unfairness(logits, sure));
        }

        public override void Dispose()
        {
            base.Dispose();
            _surety.Dispose();
            _probabilities.Dispose();
            _histogram.Dispose();
        }

        /// <summary>How far the strong variants' classes are from those of the running means, each relative to how often it is
        /// guessed: the negative cross-entropy of formulas 11 and 12.</summary>
        private Tensor Unfairness(Tensor logits, Tensor sure)
        {
            var weight = sure.to(float32).unsqueeze(1);                             // (U, 1)
            var count = weight.sum().clamp_min(1);
            var probabilities = logits.softmax(1);
            var mean = (probabilities * weight).sum([0]) / count;                     // (K)
            var guessed = (nn.functional.one_hot(logits.argmax(1), classes) * weight).sum([0]) / count;
            return (Relative(_probabilities, _histogram) * (Relative(mean, guessed) + 1e-12).log()).sum();
        }

        /// <summary>Shape (K), summing to 1; 0 for classes that are never guessed.</summary>
        private static Tensor Relative(Tensor probabilities, Tensor histogram)
        {
            var ratio = where(histogram.gt(0), probabilities / histogram.clamp_min(1e-12), zeros_like(probabilities));
            return ratio / ratio.sum().clamp_min(1e-12);
        }

        private Tensor Histogram(Tensor guess) => nn.functional.one_hot(guess, classes).to(float32).mean([0]);
    }
}
