using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Reporting;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>A generator learns to draw images like the unlabelled ones, and the classifier to tell the two apart beside telling its
/// classes: what makes an image one of these at all is most of what makes it one of a class.</summary>
/// <remarks>
/// Salimans, Goodfellow, Zaremba, Cheung, Radford and Chen (2016), "Improved techniques for training GANs", arXiv:1606.03498:
/// K + 1 classes, of which the drawn one has logit 0, and a generator that matches the mean features of real images. Assumes
/// that all unlabelled images are of the classes. Fails with little time, for its gain comes late, and where the images
/// vary so much that the generator draws none of them.
/// Deviations: small grey images have linear layers only where there are thousands of them; the schedule, averaging and weak
/// variants of labelled images are those of every training here, the generator moves in the same step as the classifier,
/// and layers start as He et al. have it instead of by a first batch.
/// </remarks>
internal sealed class Gan : ILearner
{
    private const int Shown = 24;
    private const int LeastOfDense = 10_000; // images: linear layers have to see a thing in every place, convolutions don't

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context) => ImageClassifierTraining.Learn(items, context, new ImageMethod
    {
        Network = (images, pool, _) =>
        {
            var settings = images.Settings;
            var network = new Discriminator(
                settings.Input, settings.Height, settings.Width, images.Classes.Count,
                isDense: pool.Count >= LeastOfDense && ImageEncoder.IsDense(settings.Input.Channels, settings.Height, settings.Width));
            return (network, $"{(network.IsDense ? "Linear layers" : "Convolutions")} with normalised weights, and a generator");
        },
        Term = network => new Term((Discriminator)network),
        Conclude = (network, run) =>
            run.Show(new Drawings("Images that the generator drew", ((Discriminator)network).Generator.Picture(Shown))),
    });

    private sealed class Term(Discriminator network) : UnlabelledTerm
    {
        public override bool IsPlain => true;

        public override bool HasJudge => false;

        public override bool Selects => false;

        public override TrainingPlan Adapt(TrainingPlan plan) =>
            plan with { PeakLearningRate = 3e-3, WeightDecay = 0, Momentum = 0.5, AverageDecay = 0.999 };

        public override Tensor Loss(UnlabelledBatch batch)
        {
            var drawn = network.Generator.Draw(batch.Images!.shape[0]);
            var real = batch.Logits.logsumexp(1);                       // (U): of being real, against 0
            var fake = network.forward(drawn.detach()).logsumexp(1);
            var told = (nn.functional.softplus(-real) + nn.functional.softplus(fake)).mean() / 2;

            // the generator's part reaches nothing but the generator
            return told + (Mean(batch.Images!) - network.FrozenFeatures(drawn).mean([0])).square().mean();
        }

        /// <summary>The mean features of real images, a constant.</summary>
        private Tensor Mean(Tensor images)
        {
            using var frozen = no_grad();
            return network.Features(images).mean([0]);
        }
    }
}
