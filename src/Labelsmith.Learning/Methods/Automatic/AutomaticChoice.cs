using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Reporting;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Methods.Automatic;

/// <summary>Tries the methods that may suit the data, goes on with the one that did best, and says why.</summary>
/// <remarks>
/// Quick methods are compared on labels held back from them, drawn anew some times over (Monte Carlo cross-validation, Picard and
/// Cook 1984, doi:10.1080/01621459.1984.10478083), and the winner learns once more from everything. Those that take minutes share
/// the time and are compared on the validation items. A method wins only by being better than those before it in the catalogue, of
/// which the first learns from the labels alone: so unlabelled items that mislead do no harm beyond the chance of few labels.
/// </remarks>
internal sealed class AutomaticChoice(TaskKind task, LearningContext context)
{
    private const int EnoughItems = 100; // to compare by: a difference of 8 points is then beyond chance
    private const int MostRepeats = 6;
    private const int OwnValidation = 50; // so many validation items serve as they are

    /// <summary>Less is no trial of a network.</summary>
    private static readonly TimeSpan _leastTraining = TimeSpan.FromMinutes(2);

    private readonly Func<DataItem, string> _labelOf = task == TaskKind.Classification ? ItemTruth.LabelOf : _ => "";

    /// <summary>Higher is better, and means over a few items are no less true than one over all.</summary>
    private readonly string _metric = task switch
    {
        TaskKind.Segmentation => "mean_iou",
        TaskKind.Detection => "map_50",
        TaskKind.Tagging => "span_f1",
        TaskKind.Segments => "segment_f1",
        TaskKind.Regression => "r2",
        _ => "accuracy",
    };

    private TimeSpan? Left => context.Clock.Left;

    /// <summary>Learns by the only candidate, or by the best.</summary>
    public void Learn(IReadOnlyList<Candidate> candidates, LearningSet items)
    {
        var labelled = items.Train.Count + items.Validation.Count;
        if (candidates is [var only])
        {
            Settle(only, items, context.Request.Method == MethodCatalog.Automatic ? "" : null);
        }
        else if (items.Pool.Count < labelled)
        {
            Settle(candidates[0], items, " There are fewer unlabelled items than labelled ones, so no other was tried.");
        }
        else if (candidates.All(candidate => candidate.Learner.Trial == Trial.HeldBack))
        {
            LearnBestOfQuick(candidates, items);
        }
        else if (Left / candidates.Count < _leastTraining)
        {
            var minutes = candidates.Count * _leastTraining.TotalMinutes;
            Settle(candidates[0], items, $" With {minutes} minutes and more, {Names(candidates.Skip(1))} would be tried too.");
        }
        else if (items.Validation.Count == 0)
        {
            Settle(candidates[0], items, " There are too few labels to compare methods by.");
        }
        else
        {
            KeepBestOfSlow(candidates, items);
        }
    }

    /// <param name="why">Follows the sentence that names the method; null: the user named it.</param>
    private void Settle(Candidate chosen, LearningSet items, string? why)
    {
        if (why is not null)
        {
            context.Note($"Method: '{chosen.Key}', chosen automatically.{why}");
        }

        context.MethodKey = chosen.Key;
        chosen.Learner.Learn(items, context);
    }

    private void LearnBestOfQuick(IReadOnlyList<Candidate> candidates, LearningSet items)
    {
        var halfTime = Left / 2;
        var draw = new StratifiedDraw(_labelOf, context.Seed);
        IReadOnlyList<DataItem> all = [.. items.Train, .. items.Validation];
        var (tried, least) = (candidates, TimeSpan.Zero);
        var hasOwn = items.Validation.Count >= OwnValidation;
        var most = hasOwn ? 1 : MostRepeats;
        for (var repeat = 0; repeat < most && tried.Count > 1 && tried[0].Count < EnoughItems && !(Left < halfTime + least); repeat++)
        {
            var before = context.Clock.Elapsed;
            var held = hasOwn ? items.Validation : Splitting.HoldOut(draw, all, $"trial {repeat}");
            if (held.Count == 0)
            {
                break;
            }

            var rest = Splitting.Without(all, held);
            var validation = Splitting.HoldOut(draw, rest, $"validation of trial {repeat}");
            var part = items with
            {
                Train = Splitting.Without(rest, validation),
                Validation = validation,
                Pool = [.. items.Pool, .. held.Select(item => item with { ReadTruth = null })],
            };
            tried = [.. tried.Where(candidate => CanTry(candidate, part, held, tried.Count))];
            least = context.Clock.Elapsed - before;
        }

        if (tried.Count == 0 || tried[0].Count == 0)
        {
            // one label of a class, which cannot be held back
            var forFewest = candidates.FirstOrDefault(candidate => candidate.Key == MethodCatalog.ForFewestLabels) ?? candidates[0];
            Settle(forFewest, items, " There are too few labels to compare methods by.");
            return;
        }

        var best = tried.Aggregate((best, next) => next.Score > best.Score ? next : best);
        Settle(best, items, Comparison(tried, "labels held back"));
    }

    private void KeepBestOfSlow(IReadOnlyList<Candidate> candidates, LearningSet items)
    {
        Candidate? best = null;
        LearningContext? kept = null;
        List<Candidate> tried = [];
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[i];
            var trial = Begin(candidate, candidates.Count - i, (i, candidates.Count));
            trial.ItemsAfterTraining = context.ItemsAfterTraining;
            if (!CanMeasure(candidate, items, items.Validation, trial))
            {
                continue;
            }

            tried.Add(candidate);
            if (best is null || candidate.Score > best.Score)
            {
                (best, kept) = (candidate, trial);
            }
        }

        if (best is null)
        {
            candidates[0].Learner.Learn(items, context); // says what is wrong with the data
            return;
        }

        context.Note($"Method: '{best.Key}', chosen automatically.{Comparison(tried, "validation items")}");
        context.Adopt(kept!);
        foreach (var file in Directory.EnumerateFiles(kept!.ModelDirectory))
        {
            File.Copy(file, Path.Combine(context.ModelDirectory, Path.GetFileName(file)), overwrite: true);
        }
    }

    private bool CanTry(Candidate candidate, LearningSet part, IReadOnlyList<DataItem> held, int count)
    {
        var trial = Begin(candidate, 2 * count, place: null);
        trial.ItemsAfterTraining = held.Count;
        try
        {
            return CanMeasure(candidate, part, held, trial);
        }
        finally
        {
            Directory.Delete(trial.CheckpointDirectory, recursive: true);
        }
    }

    /// <summary>False where the method cannot learn from these items, which the report then says.</summary>
    private bool CanMeasure(Candidate candidate, LearningSet items, IReadOnlyList<DataItem> held, LearningContext trial)
    {
        try
        {
            candidate.Learner.Learn(items, trial);
            using var predictor = Predictor.Load(trial.ModelDirectory);
            var result = TestScoring.Score(
                TestScoring.Outputs(predictor, held, trial), predictor.Card, items.Train.Concat(items.Validation), trial, new SampleGallery(context.Seed));
            candidate.Add(result.Metrics[_metric], held.Count);
            return true;
        }
        catch (BadDataException bad)
        {
            context.Note($"'{candidate.Key}' could not be tried: {bad.Message}");
            return false;
        }
        finally
        {
            context.Clock.Count(trial.Clock);
            context.Clock.Add(trial.Clock.Earlier);
        }
    }

    /// <param name="parts">Of the time that is left, of which this trial gets one.</param>
    /// <param name="place">Of the candidate among those that are tried in turn; null: it learns in seconds, and often.</param>
    private LearningContext Begin(Candidate candidate, int parts, (int Number, int Of)? place)
    {
        var folder = Path.Combine(context.CheckpointDirectory, candidate.Key);
        var trial = context.Part(folder, context.Clock.Part(parts), progress => context.Progress(new LearningProgress(
            LearningStage.Train, place is (var number, var of) ? (number + Share(progress)) / of : 0, context.Clock.Left,
            $"Trying {candidate.Key}", place is null ? null : progress.Epoch)), Path.Combine(folder, "model"));
        trial.MethodKey = candidate.Key;
        return trial;
    }

    private static double Share(LearningProgress progress) => progress.Stage switch
    {
        LearningStage.Preprocess or LearningStage.Features => 0,
        LearningStage.Train => progress.Fraction,
        _ => 1,
    };

    private string Comparison(IReadOnlyList<Candidate> tried, string what) =>
        $" Tried on {tried[0].Count} {what}, {MetricName.Of(_metric).Title.ToLowerInvariant()}: "
        + string.Join(", ", tried.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Score:0.000}"))) + ".";

    private static string Names(IEnumerable<Candidate> candidates) => string.Join(", ", candidates.Select(one => $"'{one.Key}'"));
}
