using Labelsmith.Storage.Database;
using Labelsmith.Storage.Selections;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Items;

/// <summary>Items and what lists, the queue, exports and learning read of them. Import: <see cref="ItemImport"/>.</summary>
public sealed class ItemStore
{
    private readonly Contexts contexts;

    internal ItemStore(Contexts contexts) => this.contexts = contexts;

    /// <summary>Adds all in one transaction, those with a name that is there already left out.</summary>
    /// <param name="author">Who gets the annotations that came with them.</param>
    public Task<AddedItems> AddAsync(
        Guid project, IReadOnlyList<NewItem> items, string author, CancellationToken cancel = default) =>
        ItemImport.AddAsync(contexts, project, items, author, cancel);

    /// <summary>Also one in the trash; null: there is none.</summary>
    public async Task<Item?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Items.SingleOrDefaultAsync(item => item.Id == id, cancel);
    }

    public async Task<Item?> FindByNameAsync(Guid project, string name, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Items.SingleOrDefaultAsync(item => item.ProjectId == project && item.Name == name, cancel);
    }

    /// <summary>Those of the names that the project has, also in the trash.</summary>
    public async Task<IReadOnlyDictionary<string, Item>> FindByNamesAsync(
        Guid project, IReadOnlyCollection<string> names, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Items.Where(item => item.ProjectId == project && names.Contains(item.Name))
            .ToDictionaryAsync(item => item.Name, cancel);
    }

    /// <summary>The item of this path, or the only one whose path ends in this file name; null: none, or several.</summary>
    public async Task<Item?> FindByFileNameAsync(Guid project, string path, CancellationToken cancel = default)
    {
        if (await FindByNameAsync(project, path, cancel) is { } item)
        {
            return item;
        }

        var file = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        if (await FindByNameAsync(project, file, cancel) is { } byFile)
        {
            return byFile;
        }

        await using var db = contexts.Open();
        var found = await ItemSearch.Matching(db, "/" + file)
            .Where(item => item.ProjectId == project && item.Name.EndsWith("/" + file)).Take(2).ToListAsync(cancel);
        return found is [var only] ? only : null;
    }

    public async Task<string?> ReadTextAsync(Item item, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Texts.Where(text => text.ItemSeq == item.Seq).Select(text => text.Text).SingleOrDefaultAsync(cancel);
    }

    /// <summary>With text, annotation, draft, prediction and why it is asked about; null: there is none.</summary>
    public async Task<FullItem?> ReadAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        // one transaction: the parts belong to one moment
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, cancel);
        var item = await db.Items.SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (item is null)
        {
            return null;
        }

        var ask = await db.Asks.SingleOrDefaultAsync(ask => ask.ItemSeq == item.Seq, cancel);
        return (await FullItems.ReadAsync(db, [item], withText: true, cancel))[0] with { Ask = ask is null ? null : new Ask(ask.Strategy, ask.Value) };
    }

    /// <exception cref="FormatException">The cursor is not one of ours.</exception>
    public async Task<ItemPage> ListAsync(Guid project, ItemQuery query, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await ItemList.ReadAsync(db, project, query, cancel);
    }

    /// <summary>All items of a project that are not in the trash, in order, a page in memory at a time.</summary>
    /// <param name="withText">False leaves texts unread.</param>
    public async IAsyncEnumerable<FullItem> ReadAllAsync(
        Guid project, bool withText = true, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        const int page = 200;
        long last = 0;
        while (true)
        {
            await using var db = contexts.Open();
            var items = await db.Items.Where(item => item.ProjectId == project && item.DeletedAt == null && item.Seq > last)
                .OrderBy(item => item.Seq).Take(page).ToListAsync(cancel);
            foreach (var item in await FullItems.ReadAsync(db, items, withText, cancel))
            {
                yield return item;
            }

            if (items.Count < page)
            {
                yield break;
            }

            last = items[^1].Seq;
        }
    }

    /// <summary>What to annotate next, as <see cref="ItemQueue"/> orders it.</summary>
    /// <param name="after">Where the annotator is; null: at the beginning. Going on, the queue starts again at its end.</param>
    /// <param name="backwards">The ones before it, the nearest first.</param>
    public async Task<IReadOnlyList<Item>> ReadQueueAsync(
        Guid project, Guid? after, bool backwards, int count, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await new ItemQueue(db, project, cancel).ReadAsync(after, backwards, count);
    }

    /// <summary>To the trash. False: there is no such item, or it is there already.</summary>
    public Task<bool> DeleteAsync(Guid id, CancellationToken cancel = default) => MoveAsync(id, contexts.Now, cancel);

    /// <summary>Out of the trash. False: it is not there.</summary>
    public Task<bool> RestoreAsync(Guid id, CancellationToken cancel = default) => MoveAsync(id, null, cancel);

    private async Task<bool> MoveAsync(Guid id, DateTimeOffset? deletedAt, CancellationToken cancel)
    {
        await using var db = contexts.Open();
        var now = contexts.Now;
        return await db.Items.Where(item => item.Id == id && (item.DeletedAt == null) == (deletedAt != null))
            .ExecuteUpdateAsync(
                set => set.SetProperty(item => item.DeletedAt, deletedAt).SetProperty(item => item.UpdatedAt, now), cancel) == 1;
    }
}
