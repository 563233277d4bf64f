using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Plans;
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
        var task = ChooseTask(request);
        var candidates = MethodCatalog.Resolve(request.Method, task, request.Data.Medium);
        if (request.Plan is { } plan && candidates.FirstOrDefault(candidate => candidate.Learner is not IPlannedLearner) is { } planless)
        {
            throw new BadDataException(
                $"The method '{planless.Key}' makes no plan for this task that {plan.Name} could change: leave --plan out, or name another method.");
        }

        var method = candidates[0].Key;
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
            Plan = new LearningPlan(request.Plan),
        };
        context.Tell(LearningStage.Preprocess, 0);
        var data = Preparation.Prepare(request, task, context);
        var labelOf = task == TaskKind.Classification ? ItemTruth.LabelOf : (Func<DataItem, string>?)null;
        var folds = request.Folds is { } count
            ? new FoldRuns(Splitting.Folds(data.Items, count, labelOf, request.Labelled, request.LabelledPerClass, request.Seed), Learn, data.Classes, context)
            : null;
        var isBlind = folds is null && candidates.All(candidate => !candidate.Learner.NeedsLabels)
            && data.BroughtTest is null && !data.Items.Any(item => item.IsLabelled);
        var splits = isBlind ? new Splits([], [], [], data.Items) : folds?.Whole ?? Splitting.Split(
            data.Items, data.BroughtTest, labelOf, request.Labelled, request.LabelledPerClass, request.Seed, data.Groups);
        if (folds is null && Splitting.HasTwins(splits, data.Groups))
        {
            context.Note("Most labelled items are nearly the same as others, so test items are like those that were learned from: the figures are too good.");
        }

        var tested = folds?.Run();
        context.LabelsUsed = splits.Train.Count + splits.Validation.Count;
        context.ItemsAfterTraining = splits.Test.Count + (request.PredictPool ? splits.Pool.Count : 0);
        Learn(new LearningSet(splits.Train, splits.Validation, splits.Pool, data.Classes, request.Data.Background), context);

        EngineChoice.Decide(folder.Model, splits.Validation.Count > 0 ? splits.Validation : splits.Train, context);
        using var predictor = Predictor.Load(folder.Model);
        ExampleIndex? examples = null;
        if (task == TaskKind.Classification)
        {
            examples = ExampleIndex.Build(predictor, [.. splits.Train, .. splits.Validation], request.Seed, cancellation);
            examples?.Write(folder.Model);
        }

        var unlike = new UnlikeItems(examples);
        var samples = new SampleGallery(request.Seed) { Drawings = context.Drawings };
        var test = isBlind ? NothingTested(predictor.Card, context)
            : tested is null ? TestScoring.Score(
                unlike.Watch(TestFile.Keep(request.OutDirectory, TestScoring.Outputs(predictor, splits.Test, context), predictor.Card)),
                predictor.Card, splits.Labelled, context, samples)
            : TestScoring.Score(tested.Outputs, predictor.Card, [], context, samples);
        var predictions = request.PredictPool ? Predict(predictor, splits.Pool, unlike, context) : [];
        var (strange, expected) = unlike.Find();
        UnlikeItems.Doubt(predictions, strange, expected, context);
        UnlikeItems.Show(strange, splits.Pool, predictor.Card, request, samples);
        var report = Report(request, task, splits, test, context) with
        {
            Folds = tested?.Spreads,
            UnlikeCount = strange.Count,
            UnlikeExpected = expected,
            UnlikeItems = [.. strange.Take(MetricTable.WorstCount)],
            Findings = [.. data.Findings.Take(RunReport.MostFindings)],
            FindingCounts = data.Findings.CountBy(finding => finding.Kind).ToDictionary(),
        };
        RunFiles.Write(request, report, samples);
        folder.DropCheckpoint();
        context.Tell(LearningStage.Predict, 1);
        return new LearningOutcome(report, predictions, context.Faults);

        void Learn(LearningSet items, LearningContext own) =>
            new AutomaticChoice(task, own).Learn(MethodCatalog.Resolve(request.Method, task, request.Data.Medium), items);
    }

    private static EvaluationResult NothingTested(ModelCard card, LearningContext context)
    {
        context.Note("Nothing is labelled, so nothing was tested: look at the predictions, and label some.");
        return new EvaluationResult
        {
            ItemCount = 0,
            Classes = card.Classes,
            Metrics = new Dictionary<string, double>(),
            MetricsInterval = new Dictionary<string, double[]>(),
        };
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

    /// <summary>Classification of items that have several labels each is the one of sets of labels, whoever asks for it.</summary>
    private static TaskKind ChooseTask(LearningRequest request)
    {
        var asked = request.Task ?? request.Data.Task ?? TaskOf(request.Data);
        return asked == TaskKind.Classification && request.Data.Task == TaskKind.Multilabel ? TaskKind.Multilabel : asked;
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
                    return answer.Number is not null ? TaskKind.Regression
                        : answer.Region is null ? TaskKind.Classification
                        : data.Medium == Medium.Text ? TaskKind.Tagging
                        : answer.Region is SoundSegment ? TaskKind.Segments
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
            Plan = context.Plan.Rows,
        };
}
