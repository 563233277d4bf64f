using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Images;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>The most probable class of each unlabelled image becomes its label for this step, with a weight that rises.</summary>
/// <remarks>
/// Lee (2013), "Pseudo-label: the simple and efficient semi-supervised learning method for deep neural networks", ICML workshop
/// on challenges in representation learning. Assumes that classes are clusters with thin space between them, which the
/// supervised model mostly tells apart. Fails where it does not: wrong labels are learned as firmly as right ones, and
/// nothing takes them back.
/// Deviations: the averaged weights guess, on another variant than the one learned from; the weight rises to 1, along a sigmoid
/// instead of a line.
/// </remarks>
internal sealed class PseudoLabel(TaskKind task) : ImagesWithTerm(task)
{
    protected override UnlabelledTerm CreateTerm(int classes) => new Term();

    private sealed class Term : UnlabelledTerm
    {
        private const double FullWeightFrom = 0.6; // of the training

        public override Tensor Loss(UnlabelledBatch batch) =>
            Ramp(batch.Fraction, FullWeightFrom) * CrossEntropy(batch.Logits, batch.Taught!.argmax(1), ones(batch.Logits.shape[0], @bool));
    }
}
