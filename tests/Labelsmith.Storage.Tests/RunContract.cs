using Labelsmith.Domain;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Runs;

namespace Labelsmith.Storage.Tests;

public abstract partial class StorageContract
{
    private static readonly RunRequest Request = new(TaskKind.Classification, "auto", 5, 7);

    [Fact]
    public async Task A_run_goes_to_one_worker_and_ends()
    {
        var project = await AddProjectAsync();
        var run = (await Data.Runs.EnqueueAsync(project.Id, Request, Cancel))!;
        Assert.Null(await Data.Runs.EnqueueAsync(project.Id, Request, Cancel));

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            number => Task.Run(() => Data.Runs.TryClaimAsync(run.Id, $"worker {number}", Cancel), Cancel)));
        var claimed = Assert.Single(claims, claim => claim is not null)!;
        Assert.Equal(Request, claimed.Request);
        var progress = new RunProgress
        {
            Stage = RunStage.Train,
            Fraction = 0.5,
            Epochs = [new RunEpoch(
            1, 9, 0.5, 0.6, 0.7, "accuracy")]
        };
        Assert.True(await Data.Runs.ReportAsync(run.Id, claimed.Owner!, progress, Cancel));
        Assert.False(await Data.Runs.ReportAsync(run.Id, "somebody else", progress, Cancel));

        Assert.True(await Data.Runs.FinishAsync(run.Id, claimed.Owner!, RunState.Succeeded, predicted: 3, cancel: Cancel));

        var ended = (await Data.Runs.FindAsync(run.Id, Cancel))!;
        Assert.True(ended.IsFinal);
        Assert.Equal(3, ended.Predicted);
        Assert.Equal(progress.Epochs, ended.Progress.Epochs);
        Assert.False(await Data.Runs.HeartbeatAsync(run.Id, claimed.Owner!, Cancel));
        Assert.NotNull(await Data.Runs.EnqueueAsync(project.Id, Request, Cancel));
    }

    [Fact]
    public async Task A_queued_run_is_cancelled_at_once_and_a_running_one_by_its_worker()
    {
        var project = await AddProjectAsync();
        var queued = (await Data.Runs.EnqueueAsync(project.Id, new RunRequest(), Cancel))!;
        Assert.Equal(RunState.Cancelled, (await Data.Runs.RequestCancelAsync(queued.Id, Cancel))!.State);

        var running = (await Data.Runs.EnqueueAsync(project.Id, Request, Cancel))!;
        Assert.Equal(running.Id, (await Data.Runs.FindOldestQueuedAsync(Cancel))!.Id);
        await Data.Runs.TryClaimAsync(running.Id, "worker", Cancel);
        Assert.Null(await Data.Runs.FindOldestQueuedAsync(Cancel));
        Assert.False(await Data.Runs.IsCancelRequestedAsync(running.Id, Cancel));
        Assert.Equal(RunState.Running, (await Data.Runs.RequestCancelAsync(running.Id, Cancel))!.State);
        Assert.True(await Data.Runs.IsCancelRequestedAsync(running.Id, Cancel));
    }

    [Fact]
    public async Task A_run_whose_worker_died_is_taken_up_again_but_not_for_ever()
    {
        var project = await AddProjectAsync();
        var run = (await Data.Runs.EnqueueAsync(project.Id, Request, Cancel))!;
        for (var attempt = 1; attempt <= RunStore.MaxAttempts; attempt++)
        {
            Assert.Equal(attempt, (await Data.Runs.TryClaimAsync(run.Id, "worker", Cancel))!.Attempts);
            Assert.Equal(0, await Data.Runs.RequeueStaleAsync(TimeSpan.FromSeconds(10), Cancel));
            Clock.Time += TimeSpan.FromSeconds(11);
            await Data.Runs.RequeueStaleAsync(TimeSpan.FromSeconds(10), Cancel);
            Assert.False(await Data.Runs.HeartbeatAsync(run.Id, "worker", Cancel));
        }

        var failed = (await Data.Runs.FindAsync(run.Id, Cancel))!;
        Assert.Equal(RunState.Failed, failed.State);
        Assert.NotNull(failed.Error);
    }

    [Fact]
    public async Task A_run_that_its_worker_puts_back_does_not_count_as_an_attempt()
    {
        var project = await AddProjectAsync();
        var run = (await Data.Runs.EnqueueAsync(project.Id, Request, Cancel))!;
        await Data.Runs.TryClaimAsync(run.Id, "worker", Cancel);
        Assert.False(await Data.Runs.ReleaseAsync(run.Id, "somebody else", Cancel));

        Assert.True(await Data.Runs.ReleaseAsync(run.Id, "worker", Cancel));

        Assert.Equal(1, (await Data.Runs.TryClaimAsync(run.Id, "another", Cancel))!.Attempts);
    }

    [Fact]
    public async Task Runs_and_models_are_listed_with_the_newest_first()
    {
        var project = await AddProjectAsync();
        for (var number = 0; number < 2; number++)
        {
            Clock.Time += TimeSpan.FromSeconds(1);
            var run = (await Data.Runs.EnqueueAsync(project.Id, Request with { Seed = number }, Cancel))!;
            await Data.Runs.RequestCancelAsync(run.Id, Cancel);
            await Data.Models.AddAsync(
                new Model
                {
                    Id = Guid.CreateVersion7(),
                    ProjectId = project.Id,
                    RunId = run.Id,
                    Task = TaskKind.Classification,
                    Method = $"{number}",
                    Folder = "runs/x/model",
                    CreatedAt = Clock.Time,
                },
                Cancel);
        }

        Assert.Equal([1, 0], (await Data.Runs.ListAsync(project.Id, cancel: Cancel)).Select(run => run.Request.Seed));
        var models = await Data.Models.ListAsync(project.Id, Cancel);
        Assert.Equal(["1", "0"], models.Select(model => model.Method));

        // the newest is in service until an older one is promoted
        Assert.Equal("1", Model.InService(models)!.Method);
        Clock.Time += TimeSpan.FromSeconds(1);
        Assert.True(await Data.Models.PromoteAsync(models[1].Id, Cancel));
        Assert.Equal("0", Model.InService(await Data.Models.ListAsync(project.Id, Cancel))!.Method);
        Assert.False(await Data.Models.PromoteAsync(Guid.NewGuid(), Cancel));
    }
}
