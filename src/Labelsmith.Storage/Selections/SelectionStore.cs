using Labelsmith.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Selections;

/// <summary>Which items are asked about first: wished for by people, imports and runs, chosen by workers, read by the queue.</summary>
public sealed class SelectionStore
{
    private readonly Contexts contexts;

    internal SelectionStore(Contexts contexts) => this.contexts = contexts;

    public async Task<Selection> FindAsync(Guid project, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Selections.SingleOrDefaultAsync(selection => selection.ProjectId == project, cancel)
            ?? new Selection { ProjectId = project };
    }

    /// <summary>Has a worker choose anew.</summary>
    /// <param name="strategy">By which from now on; null: as before.</param>
    public async Task<Selection> RequestAsync(Guid project, string? strategy = null, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var known = await db.Selections.SingleOrDefaultAsync(selection => selection.ProjectId == project, cancel);
        var wanted = (known ?? new Selection { ProjectId = project }) with { State = SelectionState.Wanted, RequestedAt = contexts.Now, Error = null };
        wanted = strategy is null ? wanted : wanted with { Strategy = strategy };
        if (known is null)
        {
            db.Selections.Add(wanted);
        }
        else
        {
            db.Selections.Update(wanted);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return wanted;
    }

    /// <summary>Has a worker choose anew where all that was chosen is answered, and something is left to choose from.</summary>
    public async Task RequestIfUsedUpAsync(Guid project, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        var isReady = await db.Selections.AnyAsync(
            selection => selection.ProjectId == project && selection.State == SelectionState.Ready && selection.Chosen > 0, cancel);
        if (!isReady)
        {
            return;
        }

        var open = db.Items.Where(item => item.ProjectId == project && item.DeletedAt == null && item.SubmittedVersion == null);
        var isAsking = await db.Asks.Where(ask => ask.ProjectId == project).AnyAsync(ask => open.Any(item => item.Seq == ask.ItemSeq), cancel);
        if (!isAsking && await open.AnyAsync(cancel))
        {
            await RequestAsync(project, cancel: cancel);
        }
    }

    /// <summary>The project that waits longest; null: none does.</summary>
    /// <param name="before">Wishes after it wait, for another may follow: uploads come in batches.</param>
    public async Task<Selection?> FindWantedAsync(DateTimeOffset before, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Selections
            .Where(selection => selection.State == SelectionState.Wanted && selection.RequestedAt <= before
                && db.Projects.Any(project => project.Id == selection.ProjectId && project.DeletedAt == null))
            .OrderBy(selection => selection.RequestedAt).FirstOrDefaultAsync(cancel);
    }

    /// <summary>All items that are not in the trash, in order, without their answers.</summary>
    public async Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(Guid project, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Items.Where(item => item.ProjectId == project && item.DeletedAt == null).OrderBy(item => item.Seq)
            .Select(item => new Candidate(
                item.Id, item.Blob, db.Texts.Where(text => text.ItemSeq == item.Seq).Select(text => text.Text).FirstOrDefault(), item.SubmittedVersion != null))
            .ToListAsync(cancel);
    }

    /// <summary>Puts what was chosen in place of what was chosen before. A wish that has come in since stays open.</summary>
    /// <param name="served">The wish, as it was read.</param>
    /// <param name="strategy">The one that chose.</param>
    /// <param name="items">The first to ask first.</param>
    public async Task WriteAsync(
        Selection served, string strategy, IReadOnlyList<(Guid Item, double Value)> items, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ids = items.Select(item => item.Item).ToList();
        var numbers = await db.Items.Where(item => item.ProjectId == served.ProjectId && ids.Contains(item.Id))
            .ToDictionaryAsync(item => item.Id, item => item.Seq, cancel);
        await db.Asks.Where(ask => ask.ProjectId == served.ProjectId).ExecuteDeleteAsync(cancel);
        db.Asks.AddRange(items.Where(item => numbers.ContainsKey(item.Item)).Select((item, i) => new AskRow
        {
            ItemSeq = numbers[item.Item],
            ProjectId = served.ProjectId,
            Rank = i + 1,
            Strategy = strategy,
            Value = item.Value,
            ChosenAt = contexts.Now,
        }));
        await db.SaveChangesAsync(cancel);
        await db.Selections.Where(selection => selection.ProjectId == served.ProjectId).ExecuteUpdateAsync(
            set => set.SetProperty(selection => selection.ChosenBy, strategy).SetProperty(selection => selection.Chosen, numbers.Count), cancel);
        await EndAsync(db, served, SelectionState.Ready, null, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>What was chosen before stays.</summary>
    public async Task FailAsync(Selection served, string error, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await EndAsync(db, served, SelectionState.Failed, error, cancel);
    }

    private static async Task EndAsync(LabelsmithContext db, Selection served, SelectionState state, string? error, CancellationToken cancel) =>
        await db.Selections.Where(selection => selection.ProjectId == served.ProjectId && selection.RequestedAt == served.RequestedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(selection => selection.State, state).SetProperty(selection => selection.Error, error), cancel);
}
