using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>What the network says of an unlabelled image must not change when the image is moved a little in the direction that
/// changes it most.</summary>
/// <remarks>
/// Miyato, Maeda, Koyama and Ishii (2018), "Virtual adversarial training: a regularization method for supervised and
/// semi-supervised learning", arXiv:1704.03976, with the direction found by one step of the power method and, as there, with the
/// entropy of the answers as a second term. Assumes that classes are clusters with thin space between them; needs no variants
/// that keep the class. Fails where the first answers are mostly wrong: it makes them smooth, not right.
/// Deviations: the distance is a share of an image's usual length, not a number for each data set; the network is in
/// evaluation mode for all of it, so that nothing but the image changes; the weight rises as Mean Teacher's does.
/// </remarks>
internal sealed class Vat : ILearner
{
    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context) =>
        ImageClassifierTraining.Learn(items, context, new ImageMethod { Term = network => new Term(network) });

    private sealed class Term(ClassifierNet network) : UnlabelledTerm
    {
        private const double Distance = 0.2; // of the length of an image whose numbers have deviation 1
        private const double Probe = 0.1; // of that distance, in float32: the direction is a difference of answers
        private const double EntropyWeight = 0.06;
        private const double FullWeightFrom = 0.4; // of the training

        public override bool HasJudge => false;

        public override bool Selects => false;

        public override Tensor Loss(UnlabelledBatch batch)
        {
            using var precision = MixedPrecision.Use(false);
            network.eval();
            try
            {
                var plain = network.forward(batch.Images!).log_softmax(1);
                var clean = plain.exp().detach();
                var distance = Distance * Math.Sqrt(batch.Images![0].numel());
                var worst = Direction(batch.Images!, clean, Probe * distance);
                var moved = network.forward(batch.Images! + (distance * worst)).log_softmax(1);
                var entropy = -(plain.exp() * plain).sum([1]).mean();
                return Ramp(batch.Fraction, FullWeightFrom) * (Divergence(clean, moved) + (EntropyWeight * entropy));
            }
            finally
            {
                network.train();
            }
        }

        /// <summary>Of each image, of length 1: where a small step changes the answer most.</summary>
        private Tensor Direction(Tensor images, Tensor clean, double step)
        {
            var direction = Unit(randn_like(images)).requires_grad_(true);
            var change = Divergence(clean, network.forward(images + (step * direction)).log_softmax(1));
            return Unit(autograd.grad([change], [direction])[0].detach());
        }

        private static Tensor Unit(Tensor images) =>
            images / (images.flatten(1).square().sum([1]).sqrt().view(-1, 1, 1, 1) + 1e-12);

        /// <summary>Kullback-Leibler's, of the clean answers from the others but for a constant: the mean over the images.</summary>
        private static Tensor Divergence(Tensor clean, Tensor logProbabilities) => -(clean * logProbabilities).sum([1]).mean();
    }
}
