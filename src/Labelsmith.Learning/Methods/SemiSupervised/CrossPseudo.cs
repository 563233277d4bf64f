using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Methods.Supervised;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>Two segmenters of different beginnings: what one says surely of an unlabelled image, the other learns on a strong variant.</summary>
/// <remarks>
/// Chen et al. (2021), "Semi-supervised semantic segmentation with cross pseudo supervision", arXiv:2106.01226, with CutMix as there;
/// weak and strong variants and the threshold after Yang et al. (2023), "Revisiting weak-to-strong consistency in semi-supervised
/// semantic segmentation" (UniMatch), arXiv:2208.09910. Assumes that the networks err in different places, and that a strong variant
/// keeps each pixel's class. Fails where both are wrong alike, and costs two networks: in the same minutes each sees half as much.
/// Deviations: the averaged weights judge; one strong variant and no dropped features.
/// </remarks>
internal sealed class CrossPseudo : ILearner
{
    public TaskKind Task => TaskKind.Segmentation;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context)
    {
        using var term = new Term();
        ImageSegmentation.Learn(items, context, term, networks: 2);
    }

    private sealed class Term : UnlabelledTerm
    {
        private const double Threshold = 0.8;

        public override bool IsStrong => true;

        public override Tensor Loss(UnlabelledBatch batch)
        {
            var (probability, guess) = batch.Taught!.max(1);
            return CrossEntropy(batch.Logits, guess, probability.ge(Threshold));
        }
    }
}
