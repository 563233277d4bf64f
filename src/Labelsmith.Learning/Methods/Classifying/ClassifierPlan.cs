using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Classifying;

/// <summary>What classifiers of all media decide before they train.</summary>
internal static class ClassifierPlan
{
    private const int ItemsWithoutEnd = 120_000; // seen in all, where no time or number of epochs is given
    private const int MostUnlabelled = 64; // a batch
    private const int LeastSteps = 10; // an epoch: validation and checkpoints then stay a small part of the work

    /// <param name="labelled">How many labelled items there are.</param>
    /// <param name="unlabelled">How many are looked at.</param>
    /// <param name="batch">Labelled ones a step, where the data has no wish.</param>
    public static BatchSampler Sampler(LearningPlan plan, int labelled, int unlabelled, int batch, int seed)
    {
        batch = plan.Whole("batch", Math.Min(labelled, batch), 1, 1024, "labelled items a step");
        return new BatchSampler(labelled, unlabelled, seed)
        {
            LabelledSize = batch,
            UnlabelledSize = unlabelled == 0
                ? 0
                : plan.Whole("unlabelled_batch", Math.Min(unlabelled, MostUnlabelled), 1, 1024, "unlabelled items a step, in two variants each"),
            Steps = Math.Max(LeastSteps, (int)Math.Round((double)labelled / batch)),
        };
    }

    /// <summary>0 beside unlabelled items.</summary>
    public static double Smoothing(LearningPlan plan, bool hasTerm) =>
        !hasTerm ? plan.Number("label_smoothing", 0.05, 0, 0.5, "of the cross-entropy: how much of a label is spread over all classes") : 0;

    /// <param name="most">Epochs, at most.</param>
    public static TrainingPlan Schedule(LearningContext context, BatchSampler sampler, int most, int patience) => new()
    {
        Epochs = context.Request.Epochs ?? context.Plan.Whole(
            "epochs", Math.Clamp(ItemsWithoutEnd / ((sampler.LabelledSize + sampler.UnlabelledSize) * sampler.Steps), 10, most), 1, 100_000,
            "at most; as many as fit into the minutes, and fewer where validation stops getting better"),
        StepsPerEpoch = sampler.Steps,
        PeakLearningRate = context.Plan.Number("learning_rate", 4e-3, 1e-7, 1, "at its peak; it rises for a fifth of the steps and then falls"),
        WeightDecay = context.Plan.Number("weight_decay", 0.05, 0, 1, "of AdamW"),
        Patience = patience,
    };
}
