using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Storage;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Projects;
using Labelsmith.Storage.Runs;
using Microsoft.Extensions.Logging;

namespace Labelsmith.Cluster.Runs;

/// <summary>Carries out one run: from a project's labels to a model and predictions on what is unlabelled.</summary>
public sealed partial class RunExecutor(DataFolder data, TimeProvider time, ILogger<RunExecutor> log)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>Runs a claimed run to its end, whatever that is, and writes the end down. Never throws for the run's sake.</summary>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="shutdown">The worker is to end: the run keeps its checkpoint and is put back.</param>
    public async Task ExecuteAsync(Run run, string owner, CancellationToken shutdown)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        var journal = new ProgressJournal(run.Progress);
        using var done = new CancellationTokenSource();
        var reporting = ReportAsync(run.Id, owner, journal, stop, done.Token);
        var end = await LearnAsync(run, journal, stop.Token, shutdown);
        await done.CancelAsync();
        await reporting;

        if (end is null)
        {
            await data.Runs.ReleaseAsync(run.Id, owner, CancellationToken.None);
            return;
        }

        await data.Runs.FinishAsync(run.Id, owner, end.State, end.Error, end.Model, end.Predicted, CancellationToken.None);
        LogEnd(log, run.Id, end.State, end.Error);
    }

    /// <summary>Null: the worker ends, the run does not.</summary>
    private async Task<RunEnd?> LearnAsync(
        Run run, ProgressJournal journal, CancellationToken stop, CancellationToken shutdown)
    {
        try
        {
            var project = await data.Projects.FindAsync(run.ProjectId, stop)
                ?? throw new BadDataException("The project of this run is gone.");
            var task = ChooseTask(project, run.Request);
            var folder = data.RunFolder(run.Id);
            if (run.Request.Model is { } wanted)
            {
                var existing = await data.Models.FindAsync(wanted, stop) ?? throw new BadDataException("The model of this run is gone.");
                var answered = await Task.Run(
                    () => PredictionRun.PredictAsync(data, project, task, existing, folder, journal.Add, stop), CancellationToken.None);
                return new RunEnd(RunState.Succeeded, null, existing.Id, answered);
            }

            await Snapshot.TakeAsync(data, project.Id, folder, stop);
            var dataset = await ProjectDataset.ReadAsync(data, project, task, folder, stop);
            var request = new LearningRequest
            {
                Data = dataset,
                Task = task.Kind,
                Method = run.Request.Method,
                Budget = run.Request.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
                Seed = run.Request.Seed,
                OutDirectory = folder,
            };
            var outcome = await Task.Run(() => LearningRun.Run(request, journal.Add, stop), CancellationToken.None);
            var model = await RegisterAsync(run, project, task, outcome);
            var threshold = ModelCard.Read(Path.Combine(folder, "model")).Threshold;
            var predicted = await data.Predictions.ReplaceForModelAsync(
                project.Id, model, outcome.Predictions.Select(prediction => task.ToProject(prediction, threshold)), stop);
            await data.Selections.RequestAsync(project.Id, cancel: stop); // the model has a say from now on
            return new RunEnd(RunState.Succeeded, null, model, predicted);
        }
        catch (OperationCanceledException)
        {
            return shutdown.IsCancellationRequested ? null : new RunEnd(RunState.Cancelled);
        }
        catch (BadDataException bad)
        {
            return new RunEnd(RunState.Failed, bad.Message);
        }
        catch (Exception failure)
        {
            LogFailure(log, run.Id, failure);
            return new RunEnd(
                RunState.Failed, $"Learning broke off ({failure.Message.TrimEnd('.')}): the server's log has the details.");
        }
    }

    private static ProjectTask ChooseTask(Project project, RunRequest request)
    {
        var tasks = ProjectTask.Of(project.Schema);
        return tasks.FirstOrDefault(task => request.Task is null || task.Kind == request.Task)
            ?? throw new BadDataException(request.Task is null
                ? "The schema asks nothing that can be learned yet: add a choice, a number, boxes, masks, or spans."
                : $"The schema of this project poses no {request.Task} task.");
    }

    /// <summary>The model has the run's id, so that a run which is repeated after a crash registers it once.</summary>
    private async Task<Guid> RegisterAsync(Run run, Project project, ProjectTask task, LearningOutcome outcome)
    {
        if (await data.Models.FindAsync(run.Id) is null)
        {
            await data.Models.AddAsync(new Model
            {
                Id = run.Id,
                ProjectId = project.Id,
                RunId = run.Id,
                Task = task.Kind,
                Method = outcome.Report.Method,
                Folder = $"runs/{run.Id}/model",
                CreatedAt = time.GetUtcNow(),
                PromotedAt = time.GetUtcNow(),
                Snapshot = await Snapshot.HashAsync(data.RunFolder(run.Id)),
            });
        }

        return run.Id;
    }

    /// <summary>Writes progress down, says that the worker lives, and watches for the user's cancellation.</summary>
    private async Task ReportAsync(
        Guid run, string owner, ProgressJournal journal, CancellationTokenSource stop, CancellationToken done)
    {
        var ended = false;
        while (!ended)
        {
            await Task.Delay(ReportInterval, time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended = done.IsCancellationRequested;
            try
            {
                var owned = journal.TakeUnwritten() is { } news
                    ? await data.Runs.ReportAsync(run, owner, news, CancellationToken.None)
                    : await data.Runs.HeartbeatAsync(run, owner, CancellationToken.None);
                if (!owned || await data.Runs.IsCancelRequestedAsync(run, CancellationToken.None))
                {
                    await stop.CancelAsync();
                }
            }
            catch (Exception failure) when (!ended)
            {
                // A busy database is no reason to lose an hour's training: the next round tries again.
                LogFailure(log, run, failure);
            }
        }
    }

    private sealed record RunEnd(RunState State, string? Error = null, Guid? Model = null, int? Predicted = null);

    [LoggerMessage(LogLevel.Information, "Run {Run} ended {State}. {Error}")]
    private static partial void LogEnd(ILogger log, Guid run, RunState state, string? error);

    [LoggerMessage(LogLevel.Error, "Run {Run} met an error.")]
    private static partial void LogFailure(ILogger log, Guid run, Exception failure);
}
