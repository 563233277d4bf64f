using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>Trains a residual net to say what a target asks of whole items, with the schedule of the classifiers.</summary>
internal sealed class ItemNetTraining(ItemInputs inputs, ItemTarget target, LearningContext context)
{
    private const int ItemsWithoutEnd = 120_000; // seen in all, where no time or number of epochs is given
    private const int EvaluatedAtOnce = 128;

    /// <summary>Trains and calibrates.</summary>
    /// <param name="areUnseen">Whether the held items are others than those learned from.</param>
    /// <returns>The card with what the target adds.</returns>
    public ModelCard Fit(ResidualNet network, bool areUnseen, ModelCard card)
    {
        var order = new EpochOrder(inputs.TrainCount, Math.Clamp(inputs.TrainCount / 15, 8, 64), context.Seed);
        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? Math.Clamp(ItemsWithoutEnd / inputs.TrainCount, 10, 200),
            StepsPerEpoch = order.Steps,
            PeakLearningRate = 4e-3,
            WeightDecay = 0.05,
            Patience = 60,
        };
        var held = inputs.AllPlain();
        var work = new TrainingWork
        {
            Make = (epoch, step) => Make(order.Batch(epoch, step), epoch, step),
            Loss = batch => target.Loss(network.forward(tensor(batch.Inputs, batch.InputShape).ToChannelsLast()), batch.Targets),
            Validate = () => target.Measure(Answers(network, held)),
            ScoreName = target.ScoreName,
            StandardError = target.StandardError,
            ValidationCount = inputs.HeldCount,
            InferenceWork = inputs.InferenceWork,
        };
        using var trainer = new Trainer(network, plan, work, context);
        trainer.Fit();
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return target.Finish(network, Answers(network, held), areUnseen, card, context);
    }

    /// <summary>The targets of the batch are the items' places, for what is true of them is no class number.</summary>
    private Batch Make(int[] chosen, int epoch, int step)
    {
        var values = new float[chosen.Length * inputs.Size];
        var random = new Random(Trainer.HashCode(context.Seed, epoch, step));
        for (var i = 0; i < chosen.Length; i++)
        {
            inputs.Vary(chosen[i], random, values.AsSpan(i * inputs.Size, inputs.Size));
        }

        return new Batch(values, [chosen.Length, .. inputs.Shape], [.. chosen.Select(item => (long)item)], [chosen.Length]);
    }

    /// <returns>Shape (H, Outputs).</returns>
    private Tensor Answers(ResidualNet network, float[] held)
    {
        var parts = new List<Tensor>();
        for (var start = 0; start < inputs.HeldCount; start += EvaluatedAtOnce)
        {
            var count = Math.Min(EvaluatedAtOnce, inputs.HeldCount - start);
            using var scope = NewDisposeScope();
            var part = tensor(held.AsSpan(start * inputs.Size, count * inputs.Size).ToArray(), [count, .. inputs.Shape]);
            parts.Add(network.forward(part.ToChannelsLast()).MoveToOuterDisposeScope());
        }

        return cat(parts, 0);
    }
}
