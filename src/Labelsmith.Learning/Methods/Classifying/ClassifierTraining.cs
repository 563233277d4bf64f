using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Classifying;

/// <summary>Trains a network to classify whole items: the same loss and schedule for every medium and every method, which differ
/// in how variants are drawn and in what unlabelled items add to the loss.</summary>
/// <param name="variants">What to learn from.</param>
/// <param name="term">What unlabelled items add; null: they are not looked at.</param>
internal sealed class ClassifierTraining(ClassifierNet network, IVariants variants, UnlabelledTerm? term)
{
    /// <summary>Where no unlabelled items are looked at; after Szegedy et al. (2015), arXiv:1512.00567. Beside them there is none, for
    /// their terms compare probabilities with thresholds near 1.</summary>
    public required double LabelSmoothing { get; init; }

    /// <summary>How many times as much work an item is after training as it is in validation.</summary>
    public required double InferenceWork { get; init; }

    /// <summary>Shape (K): the shares of the classes that the judge's answers are moved to, so that no class dies out; null: answers stay as
    /// they are. After the distribution alignment of Berthelot et al. (2020), arXiv:1911.09785.</summary>
    public double[]? Shares { get; init; }

    /// <param name="held">What is measured after each epoch.</param>
    /// <param name="calibrates">Whether these were not learned from.</param>
    public void Fit(VariantBatches batches, TrainingPlan plan, HeldItems held, bool calibrates, LearningContext context)
    {
        using var alignment = Shares is { } shares ? new ShareAlignment(shares) : null;
        var validation = new ClassifierValidation(network, held.Inputs, [.. variants.Shape], held.Classes);
        var work = new TrainingWork
        {
            Make = batches.Make,
            Loss = Loss,
            Teach = term?.HasJudge == true ? batch => alignment?.Apply(Judge(batch)) ?? Judge(batch) : null,
            State = [.. term?.State ?? [], .. alignment?.State ?? []],
            Validate = validation.Measure,
            ScoreName = "accuracy",
            StandardError = accuracy => Math.Sqrt(Math.Max(0, accuracy * (1 - accuracy)) / held.Classes.Length),
            ValidationCount = held.Classes.Length,
            InferenceWork = InferenceWork,
        };
        using var trainer = new Trainer(network, term?.Adapt(plan) ?? plan, work, context);
        trainer.Fit();
        if (calibrates)
        {
            context.NoteTemperature(validation.Calibrate());
        }

        if (term?.Selects == true)
        {
            context.Note($"At the end {term.Used:0 %} of the unlabelled items weighed in.");
        }
    }

    private Tensor Loss(Batch batch)
    {
        var inputs = tensor(batch.Inputs, batch.InputShape).ToChannelsLast();
        var logits = network.forward(inputs);
        if (term is null)
        {
            return CrossEntropy(logits, batch, LabelSmoothing);
        }

        var labelled = batch.Targets.Length;
        return CrossEntropy(logits[..labelled], batch, 0)
            + term.Loss(new UnlabelledBatch(batch.Taught, logits[labelled..], inputs[labelled..], batch.Fraction));
    }

    private static Tensor CrossEntropy(Tensor logits, Batch batch, double smoothing)
    {
        if (batch.MixedShares.Length == 0)
        {
            return nn.functional.cross_entropy(logits, tensor(batch.Targets), label_smoothing: smoothing);
        }

        var shares = tensor(batch.MixedShares);
        Tensor Of(long[] targets) =>
            nn.functional.cross_entropy(logits, tensor(targets), reduction: nn.Reduction.None, label_smoothing: smoothing);
        return ((shares * Of(batch.Targets)) + ((1 - shares) * Of(batch.MixedTargets))).mean();
    }

    private Tensor Judge(Batch batch)
    {
        var count = batch.TaughtInputs.Length / variants.Shape.Aggregate((one, other) => one * other);
        return network.forward(tensor(batch.TaughtInputs, [count, .. variants.Shape]).ToChannelsLast()).softmax(1);
    }
}

/// <summary>Items to measure on, as they are.</summary>
/// <param name="Inputs">Shape (N × C × H × W), normalised.</param>
/// <param name="Classes">Shape (N).</param>
internal sealed record HeldItems(float[] Inputs, long[] Classes);
