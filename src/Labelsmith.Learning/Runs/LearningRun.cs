using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Learning.Runs;

/// <summary>The whole way from data to a model, its report, and predictions for what is not labelled.</summary>
public static class LearningRun
{
    /// <summary>Runs to the end on a thread of its own (native memory scopes belong to threads) and waits for it.</summary>
    /// <param name="progress">Called on the run's thread; should be quick.</param>
    /// <exception cref="BadDataException">Nothing can be learned from the data; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint stays, and the same request goes on from it.</exception>
    public static LearningOutcome Run(
        LearningRequest request, Action<LearningProgress>? progress = null, CancellationToken cancellation = default)
    {
        var running = Task.Factory.StartNew(
            () => RunHere(request, progress ?? (_ => { }), cancellation),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return running.GetAwaiter().GetResult();
    }

    private static LearningOutcome RunHere(
        LearningRequest request, Action<LearningProgress> progress, CancellationToken cancellation)
    {
        EngineThreads.WaitPassively();
        var clock = new RunClock(request.Budget, TimeProvider.System);
        var task = request.Task ?? request.Data.Task ?? TaskOf(request.Data);
        var method = MethodCatalog.Resolve(request.Method, task, request.Data.Medium)[0].Key;
        var folder = RunFolder.Open(request, task);
        var context = new LearningContext
        {
            Request = request,
            MethodKey = method,
            Clock = clock,
            ModelDirectory = folder.Model,
            CheckpointDirectory = folder.Checkpoint,
            Cancellation = cancellation,
            Progress = progress,
        };
        context.Tell(LearningStage.Preprocess, 0);
        var data = Preparation.Prepare(request, task, context);
        var labelOf = task == TaskKind.Classification ? ItemTruth.LabelOf : (Func<DataItem, string>?)null;
        var folds = request.Folds is { } count
            ? new FoldRuns(Splitting.Folds(data.Items, count, labelOf, request.Labelled, request.LabelledPerClass, request.Seed), Learn, data.Classes, context)
            : null;
        var splits = folds?.Whole ?? Splitting.Split(
            data.Items, data.BroughtTest, labelOf, request.Labelled, request.LabelledPerClass, request.Seed);
        var tested = folds?.Run();
        context.LabelsUsed = splits.Train.Count + splits.Validation.Count;
        context.ItemsAfterTraining = splits.Test.Count + (request.PredictPool ? splits.Pool.Count : 0);
        Learn(new LearningSet(splits.Train, splits.Validation, splits.Pool, data.Classes, request.Data.Background), context);

        using var predictor = Predictor.Load(folder.Model);
        ExampleIndex? examples = null;
        if (task == TaskKind.Classification)
        {
            examples = ExampleIndex.Build(predictor, [.. splits.Train, .. splits.Validation], request.Seed, cancellation);
            examples?.Write(folder.Model);
        }

        var unlike = new UnlikeItems(examples);
        var samples = new SampleGallery(request.Seed) { Drawings = context.Drawings };
        var test = tested is null
            ? TestScoring.Score(unlike.Watch(TestScoring.Outputs(predictor, splits.Test, context)), predictor.Card, splits.Labelled, context, samples)
            : TestScoring.Score(tested.Outputs, predictor.Card, [], context, samples);
        var predictions = request.PredictPool ? Predict(predictor, splits.Pool, unlike, context) : [];
        var (strange, expected) = unlike.Find();
        Doubt(predictions, strange, expected, context);
        Show(strange, splits.Pool, predictor.Card, request, samples);
        var report = Report(request, task, splits, test, context) with
        {
            Folds = tested?.Spreads,
            UnlikeCount = strange.Count,
            UnlikeExpected = expected,
            UnlikeItems = [.. strange.Take(MetricTable.WorstCount)],
        };
        RunFiles.Write(request, report, samples);
        folder.DropCheckpoint();
        context.Tell(LearningStage.Predict, 1);
        return new LearningOutcome(report, predictions, context.Faults);

        void Learn(LearningSet items, LearningContext own) =>
            new AutomaticChoice(task, own).Learn(MethodCatalog.Resolve(request.Method, task, request.Data.Medium), items);
    }

    /// <summary>Predicts the pool as far as the budget allows.</summary>
    private static List<ItemPrediction> Predict(
        Predictor predictor, IReadOnlyList<DataItem> pool, UnlikeItems unlike, LearningContext context)
    {
        context.Tell(LearningStage.Predict, 0);
        var predictions = new List<ItemPrediction>(pool.Count);
        var step = Math.Max(1, pool.Count / 100);
        foreach (var output in predictor.Run(pool, context.Cancellation))
        {
            if (output is UnreadableOutput unreadable)
            {
                context.LeaveOut(unreadable.Fault);
                continue;
            }

            predictions.Add(output.ToPrediction(predictor.Card));
            unlike.Judge(output);
            if (predictions.Count % step == 0)
            {
                context.Tell(LearningStage.Predict, (double)predictions.Count / pool.Count);
            }

            if (context.Clock.Left <= TimeSpan.Zero && predictions.Count < pool.Count)
            {
                context.Note(
                    $"Time was up after {predictions.Count} of {pool.Count} predictions: 'labelsmith predict' makes the others.");
                break;
            }
        }

        return predictions;
    }

    /// <summary>What is unlike all that was taught keeps its answer as the nearest guess, but nobody is told to believe it.</summary>
    private static void Doubt(
        List<ItemPrediction> predictions, IReadOnlyList<UnlikeItem> strange, double expected, LearningContext context)
    {
        if (strange.Count == 0)
        {
            return;
        }

        var ids = strange.Select(item => item.Id).ToHashSet();
        for (var i = 0; i < predictions.Count; i++)
        {
            predictions[i] = ids.Contains(predictions[i].ItemId) ? predictions[i] with { Score = 0 } : predictions[i];
        }

        context.Note(
            $"{strange.Count} unlabelled items are unlike every labelled one; about {expected:0} would be, were all of the named classes. Their predictions have the score 0: look at them first, for perhaps a class has no label yet.");
    }

    private static void Show(
        IReadOnlyList<UnlikeItem> strange, IReadOnlyList<DataItem> pool, ModelCard card, LearningRequest request, SampleGallery samples)
    {
        var byId = strange.Count > 0 ? pool.ToDictionary(item => item.Id) : [];
        var draw = new TestSamples(request.Data.Medium, card.Classes, request.Data.Background);
        samples.ShowUnlike(strange.Select(item => draw.OfUnlike(byId[item.Id], item)));
    }

    /// <summary>What the truth suggests.</summary>
    private static TaskKind TaskOf(Dataset data)
    {
        foreach (var item in data.Items.Where(item => item.IsLabelled))
        {
            try
            {
                if (item.ReadTruth!() is [var answer, ..])
                {
                    return answer.Region is null ? TaskKind.Classification
                        : data.Medium == Medium.Text ? TaskKind.Tagging
                        : answer.Region is Box ? TaskKind.Detection
                        : TaskKind.Segmentation;
                }
            }
            catch (BadItemException)
            {
                continue; // another item may tell
            }
        }

        throw new BadDataException($"'{data.Name}' has no labelled items, so nothing says what to learn: label a few first.");
    }

    private static RunReport Report(
        LearningRequest request, TaskKind task, Splits splits, EvaluationResult test, LearningContext context) => new()
        {
            Task = task,
            Method = context.MethodKey,
            Seed = request.Seed,
            Counts = new ItemCounts(
            splits.Train.Count + splits.Validation.Count, splits.Pool.Count, splits.Validation.Count, request.Folds is null ? splits.Test.Count : test.ItemCount),
            Metrics = test.Metrics,
            MetricsInterval = test.MetricsInterval,
            PerClass = test.PerClass,
            ConfusionMatrix = test.ConfusionMatrix,
            CoverageCurve = test.CoverageCurve,
            Reliability = test.Reliability,
            ClassCurves = test.ClassCurves,
            Classes = test.Classes,
            Seconds = context.Clock.Seconds(),
            LabelsUsed = context.LabelsUsed,
            Versions = EngineVersions.All,
            Epochs = [.. context.Epochs.Select(epoch => new EpochRow(
            epoch.Number, epoch.TrainLoss, epoch.ValidationLoss, epoch.ValidationScore, epoch.ScoreName))],
            WorstItems = test.WorstItems,
            Warnings = Guesswork.Find(test) is { } warning ? [warning] : [],
            Notes = context.Notes,
        };
}
