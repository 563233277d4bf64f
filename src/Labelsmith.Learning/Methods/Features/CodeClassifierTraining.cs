using Labelsmith.Domain;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Methods.Features;

/// <summary>A classifier learns from codes with a class; with the encoder before it, it is the model that is written.</summary>
internal static class CodeClassifierTraining
{
    private const int BatchSize = 128;
    private const double LabelSmoothing = 0.05;
    private const int CodesWithoutEnd = 1_000_000; // seen in all, where no number of epochs is given
    private const int MostHeld = 1000;

    /// <param name="network">Its encoder stays as it is.</param>
    /// <param name="codes">N codes.</param>
    /// <param name="classes">Shape (N): -1 for those that have none.</param>
    /// <param name="itemTime">What an item takes after training.</param>
    public static void Fit(CodeClassifier network, PointSet codes, int[] classes, TimeSpan itemTime, LearningContext context)
    {
        int[] all = [.. Enumerable.Range(0, classes.Length).Where(i => classes[i] >= 0)];
        new Random(context.Seed).Shuffle(all);
        var count = all.Length >= 100 ? Math.Min(MostHeld, all.Length / 10) : 0;
        var (held, train) = count > 0 ? (all[..count], all[count..]) : (all, all);
        var order = new EpochOrder(train.Length, Math.Clamp(train.Length / 10, 8, BatchSize), context.Seed);
        var heldBatch = BatchOf(held);
        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? Math.Clamp(CodesWithoutEnd / train.Length, 10, 200),
            StepsPerEpoch = order.Steps,
            PeakLearningRate = 4e-3,
            Patience = 20,
        };
        var work = new TrainingWork
        {
            Make = (epoch, step) => BatchOf([.. order.Batch(epoch, step).Select(i => train[i])]),
            Loss = batch => functional.cross_entropy(
                network.Head.forward(tensor(batch.Inputs, batch.InputShape)), tensor(batch.Targets), label_smoothing: LabelSmoothing),
            Validate = () =>
            {
                var (logits, truth) = (network.Head.forward(tensor(heldBatch.Inputs, heldBatch.InputShape)), tensor(heldBatch.Targets));
                return (functional.cross_entropy(logits, truth).item<float>(), logits.argmax(1).eq(truth).to(float32).mean().item<float>());
            },
            ValidationCount = held.Length,
            OtherTime = itemTime,
            ScoreName = "agreement",
        };
        using var trainer = new Trainer(network.Head, plan, work, context);
        trainer.Fit();

        Batch BatchOf(int[] some) => new(
            [.. some.SelectMany(i => codes[i].ToArray())], [some.Length, codes.Dimensions], [.. some.Select(i => (long)classes[i])], [some.Length]);
    }

    public static void Write(CodeClassifier network, ImageClassifierSettings settings, IReadOnlyList<string> classes, LearningContext context)
    {
        network.eval();
        ModelFiles.Write(network, settings.Input.Channels, settings.Height, settings.Width, context.ModelDirectory);
        new ModelCard
        {
            Kind = ImageClassifier.Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Image,
            Classes = classes,
            Architecture = "Encoder of a variational autoencoder, classifier on its code",
            Settings = ModelCard.ToSettings(settings),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
