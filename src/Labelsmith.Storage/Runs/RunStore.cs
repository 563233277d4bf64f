using Labelsmith.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Runs;

/// <summary>The queue of runs, shared by servers and workers. A worker owns a run while it is heard of; one that
/// was taken for dead finds its reports refused, so that two never write to one run.</summary>
public sealed class RunStore
{
    /// <summary>A run whose workers die this often is at fault itself.</summary>
    public const int MaxAttempts = 3;

    private readonly Contexts contexts;

    internal RunStore(Contexts contexts) => this.contexts = contexts;

    /// <summary>Null: the project has a run that has not ended yet.</summary>
    public async Task<Run?> EnqueueAsync(Guid project, RunRequest request, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Runs.AnyAsync(
            run => run.ProjectId == project && (run.State == RunState.Queued || run.State == RunState.Running), cancel))
        {
            return null;
        }

        var run = new Run { Id = Guid.CreateVersion7(), ProjectId = project, Request = request, State = RunState.Queued, CreatedAt = contexts.Now };
        db.Runs.Add(run);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    public async Task<Run?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Runs.SingleOrDefaultAsync(run => run.Id == id, cancel);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(Guid project, int limit = 100, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Runs.Where(run => run.ProjectId == project)
            .OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id).Take(limit).ToListAsync(cancel);
    }

    /// <summary>The run whose turn it is; null: none waits.</summary>
    public async Task<Run?> FindOldestQueuedAsync(CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Runs.Where(run => run.State == RunState.Queued)
            .OrderBy(run => run.CreatedAt).ThenBy(run => run.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Takes a queued run for this worker; null: it is not queued, or another was quicker.</summary>
    public async Task<Run?> TryClaimAsync(Guid id, string owner, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var run = await db.Runs.SingleOrDefaultAsync(run => run.Id == id && run.State == RunState.Queued, cancel);
        if (run is null)
        {
            return null;
        }

        var now = contexts.Now;
        run = run with { State = RunState.Running, Owner = owner, HeartbeatAt = now, StartedAt = run.StartedAt ?? now, Attempts = run.Attempts + 1 };
        db.Runs.Update(run);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    /// <summary>Puts a run back that its worker has saved in order to end: no fault of the run, so no attempt counts.
    /// False: it is no longer this worker's.</summary>
    public async Task<bool> ReleaseAsync(Guid id, string owner, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await Owned(db, id, owner).ExecuteUpdateAsync(
            set => set
                .SetProperty(run => run.State, RunState.Queued)
                .SetProperty(run => run.Owner, (string?)null)
                .SetProperty(run => run.Attempts, run => run.Attempts - 1),
            cancel) == 1;
    }

    /// <summary>Says that the worker lives. False: the run is no longer its own, so it must stop.</summary>
    public async Task<bool> HeartbeatAsync(Guid id, string owner, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        var now = contexts.Now;
        return await Owned(db, id, owner).ExecuteUpdateAsync(set => set.SetProperty(run => run.HeartbeatAt, now), cancel) == 1;
    }

    /// <summary>As <see cref="HeartbeatAsync"/>, with where the run is.</summary>
    public async Task<bool> ReportAsync(Guid id, string owner, RunProgress progress, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        var now = contexts.Now;
        return await Owned(db, id, owner).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.HeartbeatAt, now).SetProperty(run => run.Progress, progress), cancel) == 1;
    }

    /// <summary>A queued run ends at once; a running one when its worker sees it. Null: no such run.</summary>
    public async Task<Run?> RequestCancelAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = contexts.Now;
        await db.Runs.Where(run => run.Id == id && run.State == RunState.Queued).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.State, RunState.Cancelled).SetProperty(run => run.FinishedAt, now), cancel);
        await db.Runs.Where(run => run.Id == id && run.State == RunState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.CancelRequested, true), cancel);
        var run = await db.Runs.SingleOrDefaultAsync(run => run.Id == id, cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    public async Task<bool> IsCancelRequestedAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Runs.AnyAsync(run => run.Id == id && run.CancelRequested, cancel);
    }

    /// <summary>Ends a run. False: it is no longer this worker's.</summary>
    /// <param name="state">Succeeded, Failed or Cancelled.</param>
    /// <param name="error">For Failed: a sentence for the user.</param>
    public async Task<bool> FinishAsync(
        Guid id, string owner, RunState state, string? error = null, Guid? modelId = null, int? predicted = null, CancellationToken cancel = default)
    {
        if (state is RunState.Queued or RunState.Running)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "A run ends succeeded, failed or cancelled.");
        }

        await using var db = contexts.Open();
        var now = contexts.Now;
        return await Owned(db, id, owner).ExecuteUpdateAsync(
            set => set
                .SetProperty(run => run.State, state)
                .SetProperty(run => run.Error, error)
                .SetProperty(run => run.ModelId, modelId)
                .SetProperty(run => run.Predicted, predicted)
                .SetProperty(run => run.FinishedAt, now),
            cancel) == 1;
    }

    /// <summary>Puts runs back whose worker has not been heard of for so long; one that was to be cancelled is, and one
    /// that has been begun <see cref="MaxAttempts"/> times fails.</summary>
    /// <returns>How many were put back.</returns>
    public async Task<int> RequeueStaleAsync(TimeSpan olderThan, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        var now = contexts.Now;
        var limit = now - olderThan;
        if (!await db.Runs.AnyAsync(run => run.State == RunState.Running && run.HeartbeatAt < limit, cancel))
        {
            return 0; // without a write lock, as this is asked every few seconds
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var stale = db.Runs.Where(run => run.State == RunState.Running && run.HeartbeatAt < limit);
        await stale.Where(run => run.CancelRequested).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.State, RunState.Cancelled).SetProperty(run => run.FinishedAt, now), cancel);
        await stale.Where(run => run.Attempts >= MaxAttempts).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.State, RunState.Failed).SetProperty(run => run.FinishedAt, now)
                .SetProperty(run => run.Error, "The worker ended three times in the middle of this run, perhaps for want of memory: close other programs, or learn from fewer or smaller items."),
            cancel);
        var requeued = await stale.ExecuteUpdateAsync(
            set => set.SetProperty(run => run.State, RunState.Queued).SetProperty(run => run.Owner, (string?)null), cancel);
        await transaction.CommitAsync(cancel);
        return requeued;
    }

    private static IQueryable<Run> Owned(LabelsmithContext db, Guid id, string owner) =>
        db.Runs.Where(run => run.Id == id && run.Owner == owner && run.State == RunState.Running);
}
