namespace Labelsmith.Storage.Items;

public enum ItemSort
{
    /// <summary>As imported.</summary>
    Id,

    /// <summary>The least certain prediction first; items without one last.</summary>
    Score,

    /// <summary>The most certain prediction first; items without one last.</summary>
    ScoreDescending,

    /// <summary>The latest change first.</summary>
    Updated,
}

/// <summary>Which items of a project, in which order; null does not filter.</summary>
public sealed record ItemQuery
{
    public ItemState? State { get; init; }

    /// <summary>A label id; in the annotation, or where there is none, in the prediction.</summary>
    public string? Label { get; init; }

    public double? MinScore { get; init; }
    public double? MaxScore { get; init; }

    /// <summary>Stands in the name or the text; letters' case does not matter.</summary>
    public string? Text { get; init; }

    public ItemSort Sort { get; init; }

    /// <summary>Those in the trash instead.</summary>
    public bool Deleted { get; init; }

    /// <summary><see cref="ItemPage.Next"/> of the page before.</summary>
    public string? Cursor { get; init; }

    public int Limit { get; init; } = 100;
}

/// <param name="Items">At most <see cref="ItemQuery.Limit"/>.</param>
/// <param name="Total">Of all pages.</param>
/// <param name="Next">Where the next page begins; null: this is the last one.</param>
public sealed record ItemPage(IReadOnlyList<Item> Items, int Total, string? Next);
