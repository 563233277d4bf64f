using Labelsmith.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Items;

/// <summary>Filtered, sorted pages. Each sort has an index; a page begins at its cursor, so that late pages cost no
/// more.</summary>
internal static class ItemList
{
    public static async Task<ItemPage> ReadAsync(LabelsmithContext db, Guid project, ItemQuery query, CancellationToken cancel)
    {
        var page = await Page(db, project, query).ToListAsync(cancel);
        var total = await Filter(db, project, query).CountAsync(cancel);
        if (page.Count <= query.Limit)
        {
            return new ItemPage(page, total, null);
        }

        page.RemoveAt(page.Count - 1);
        return new ItemPage(page, total, Place(page[^1], query.Sort).ToString());
    }

    /// <summary>One item more than the page, which tells whether another page follows.</summary>
    internal static IQueryable<Item> Page(LabelsmithContext db, Guid project, ItemQuery query) =>
        Sort(Filter(db, project, query), query.Sort, query.Cursor is null ? null : ItemCursor.Parse(query.Cursor))
            .Take(query.Limit + 1);

    private static IQueryable<Item> Filter(LabelsmithContext db, Guid project, ItemQuery query)
    {
        var items = string.IsNullOrEmpty(query.Text) ? db.Items : ItemSearch.Matching(db, query.Text);
        items = items.Where(item => item.ProjectId == project);
        items = query.Deleted ? items.Where(item => item.DeletedAt != null) : items.Where(item => item.DeletedAt == null);
        if (query.State is { } state)
        {
            items = items.Where(item => item.State == state);
        }

        if (query.MinScore is { } least)
        {
            items = items.Where(item => item.ScoreRank >= Math.Max(least, 0));
        }

        if (query.MaxScore is { } most)
        {
            items = items.Where(item => item.ScoreRank >= 0 && item.ScoreRank <= most);
        }

        if (query.Label is { } label)
        {
            var annotated = db.ItemLabels.Where(use => use.ProjectId == project && use.Label == label && use.Source == LabelSource.Annotation).Select(use => use.ItemSeq);
            var predicted = db.ItemLabels.Where(use => use.ProjectId == project && use.Label == label && use.Source == LabelSource.Prediction).Select(use => use.ItemSeq);
            items = items
                .Where(item => item.SubmittedVersion != null ? annotated.Contains(item.Seq) : predicted.Contains(item.Seq));
        }

        return items;
    }

    // the comparison that seems superfluous lets SQLite enter the index at the cursor
    private static IQueryable<Item> Sort(IQueryable<Item> items, ItemSort sort, ItemCursor? cursor)
    {
        var (value, seq) = cursor ?? default;
        switch (sort)
        {
            case ItemSort.Score:
                items = cursor is null
                    ? items
                    : items.Where(item => item.QueueRank >= value && (item.QueueRank > value || item.Seq > seq));
                return items.OrderBy(item => item.QueueRank).ThenBy(item => item.Seq);
            case ItemSort.ScoreDescending:
                items = cursor is null
                    ? items
                    : items.Where(item => item.ScoreRank <= value && (item.ScoreRank < value || item.Seq < seq));
                return items.OrderByDescending(item => item.ScoreRank).ThenByDescending(item => item.Seq);
            case ItemSort.Updated:
                var time = DateTimeOffset.FromUnixTimeMilliseconds((long)value);
                items = cursor is null
                    ? items
                    : items.Where(item => item.UpdatedAt <= time && (item.UpdatedAt < time || item.Seq < seq));
                return items.OrderByDescending(item => item.UpdatedAt).ThenByDescending(item => item.Seq);
            default:
                return items.Where(item => item.Seq > seq).OrderBy(item => item.Seq);
        }
    }

    private static ItemCursor Place(Item item, ItemSort sort) => sort switch
    {
        ItemSort.Score => new ItemCursor(item.QueueRank, item.Seq),
        ItemSort.ScoreDescending => new ItemCursor(item.ScoreRank, item.Seq),
        ItemSort.Updated => new ItemCursor(item.UpdatedAt.ToUnixTimeMilliseconds(), item.Seq),
        _ => new ItemCursor(0, item.Seq),
    };
}
