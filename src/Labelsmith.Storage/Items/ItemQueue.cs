using Labelsmith.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Items;

/// <summary>What to annotate next: first what was chosen (<see cref="Selections.SelectionStore"/>), in its order; then the least certain
/// prediction; then what has no prediction, as imported.</summary>
internal sealed class ItemQueue(LabelsmithContext db, Guid project, CancellationToken cancel)
{
    /// <param name="after">Where the annotator is; null: at the beginning. Going on, the queue starts again at its end.</param>
    /// <param name="backwards">The ones before it, the nearest first.</param>
    public async Task<IReadOnlyList<Item>> ReadAsync(Guid? after, bool backwards, int count)
    {
        var here = after is null
            ? null
            : await db.Items.SingleOrDefaultAsync(item => item.Id == after && item.ProjectId == project, cancel);
        var ask = here is null ? null : await db.Asks.SingleOrDefaultAsync(ask => ask.ItemSeq == here.Seq, cancel);
        IQueryable<Item>[] parts = (here, ask, backwards) switch
        {
            (null, _, true) => [],
            (null, _, false) => [Asked(above: 0), Others],
            (_, not null, true) => [AskedBackwards(below: ask.Rank)],
            (_, not null, false) => [Asked(above: ask.Rank), Others, AskedBefore(ask.Rank)],
            (_, null, true) => [OthersBefore(here), AskedBackwards(below: int.MaxValue)],
            _ when await AreAskedSinceAsync(here) => [Asked(above: 0), OthersAfter(here), OthersUpTo(here)],
            _ => [OthersAfter(here), Asked(above: 0), OthersUpTo(here)],
        };
        var found = new List<Item>();
        foreach (var part in parts)
        {
            if (found.Count < count)
            {
                found.AddRange(await part.Take(count - found.Count).ToListAsync(cancel));
            }
        }

        return found;
    }

    private IQueryable<Item> Open => db.Items.Where(item => item.ProjectId == project && item.DeletedAt == null && item.SubmittedVersion == null);

    private IQueryable<Item> NotAsked => Open.Where(item => !db.Asks.Any(ask => ask.ItemSeq == item.Seq));

    private IQueryable<Item> Others => NotAsked.OrderBy(item => item.QueueRank).ThenBy(item => item.Seq);

    /// <summary>Somebody answered, and only then it was chosen what comes first: that is where to go on.</summary>
    private async Task<bool> AreAskedSinceAsync(Item here) =>
        here.SubmittedVersion is not null && await db.Asks.AnyAsync(ask => ask.ProjectId == project && ask.ChosenAt > here.UpdatedAt, cancel);

    private IQueryable<Item> Asked(int above) =>
        from ask in db.Asks
        where ask.ProjectId == project && ask.Rank > above
        orderby ask.Rank
        join item in Open on ask.ItemSeq equals item.Seq
        select item;

    private IQueryable<Item> AskedBefore(int rank) =>
        from ask in db.Asks
        where ask.ProjectId == project && ask.Rank < rank
        orderby ask.Rank
        join item in Open on ask.ItemSeq equals item.Seq
        select item;

    private IQueryable<Item> AskedBackwards(int below) =>
        from ask in db.Asks
        where ask.ProjectId == project && ask.Rank < below
        orderby ask.Rank descending
        join item in Open on ask.ItemSeq equals item.Seq
        select item;

    // the comparisons that seem superfluous let SQLite enter the index at the place
    private IQueryable<Item> OthersAfter(Item here) => NotAsked
        .Where(item => item.QueueRank >= here.QueueRank && (item.QueueRank > here.QueueRank || item.Seq > here.Seq))
        .OrderBy(item => item.QueueRank).ThenBy(item => item.Seq);

    private IQueryable<Item> OthersUpTo(Item here) => NotAsked
        .Where(item => item.QueueRank <= here.QueueRank && (item.QueueRank < here.QueueRank || item.Seq < here.Seq))
        .OrderBy(item => item.QueueRank).ThenBy(item => item.Seq);

    private IQueryable<Item> OthersBefore(Item here) => NotAsked
        .Where(item => item.QueueRank <= here.QueueRank && (item.QueueRank < here.QueueRank || item.Seq < here.Seq))
        .OrderByDescending(item => item.QueueRank).ThenByDescending(item => item.Seq);
}
