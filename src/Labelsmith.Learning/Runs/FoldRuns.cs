using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Learning.Runs;

/// <summary>What the models of a cross-validation said, each of items that it had not seen.</summary>
/// <param name="Outputs">Of every labelled item, fold by fold.</param>
/// <param name="Spreads">By metric key.</param>
internal sealed record FoldedTest(
    IReadOnlyList<(DataItem Item, ItemOutput Output)> Outputs, IReadOnlyDictionary<string, FoldSpread> Spreads);

/// <summary>Learns and tests once for each fold of a cross-validation. What is left of the time is shared evenly among the folds and the
/// model that learns from all. A fold that was learned stays with the run's checkpoint, so that a resumed run does not learn it again.</summary>
internal sealed class FoldRuns(
    (IReadOnlyList<Splits> Folds, Splits Whole) splits, Action<LearningSet, LearningContext> learn, IReadOnlyList<string> classes, LearningContext context)
{
    private const string Learned = "learned";

    /// <summary>Of the model that learns from all labelled items.</summary>
    public Splits Whole => splits.Whole;

    public FoldedTest Run()
    {
        var outputs = new List<(DataItem, ItemOutput)>();
        var results = new List<EvaluationResult>();
        for (var fold = 0; fold < splits.Folds.Count; fold++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Tell(LearningStage.Train, 0, $"Fold {fold + 1} of {splits.Folds.Count}");
            var own = Learn(splits.Folds[fold], fold);
            using var predictor = Predictor.Load(own.ModelDirectory);
            var said = TestScoring.Outputs(predictor, splits.Folds[fold].Test, own).ToList();
            results.Add(TestScoring.Score(said, predictor.Card, splits.Folds[fold].Labelled, own, new SampleGallery(context.Seed)));
            outputs.AddRange(said);
            foreach (var fault in own.Faults)
            {
                context.LeaveOut(fault);
            }

            context.Clock.Count(own.Clock);
        }

        context.Note($"Tested by {splits.Folds.Count} models, each on labelled items that it had not seen. The model that is kept has learned from all labelled items.");
        var keys = results.SelectMany(result => result.Metrics.Keys).Distinct();
        return new FoldedTest(outputs, keys.ToDictionary(
            key => key, key => FoldSpread.Of([.. results.Where(result => result.Metrics.ContainsKey(key)).Select(result => result.Metrics[key])])));
    }

    private LearningContext Learn(Splits own, int fold)
    {
        var home = Path.Combine(context.CheckpointDirectory, $"fold-{fold + 1}");
        var part = context.Part(
            Path.Combine(home, "checkpoint"), context.Clock.Part(splits.Folds.Count + 1 - fold),
            progress => context.Progress(progress with { Left = context.Clock.Left }), Path.Combine(home, "model"));
        part.LabelsUsed = own.Train.Count + own.Validation.Count;
        part.ItemsAfterTraining = own.Test.Count;
        if (!File.Exists(Path.Combine(home, Learned)))
        {
            learn(new LearningSet(own.Train, own.Validation, own.Pool, classes, context.Request.Data.Background), part);
            File.WriteAllText(Path.Combine(home, Learned), "");
        }

        return part;
    }
}
