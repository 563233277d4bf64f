using System.ComponentModel;
using Labelsmith.Server.Documentation;
using Labelsmith.Server.Problems;
using Labelsmith.Storage.Items;

namespace Labelsmith.Server.Items;

/// <summary>The query of an item list.</summary>
internal sealed record ItemFilter
{
    private const int LongestPage = 1000;

    public Word<ItemState>? State { get; init; }

    [Description("A label id.")]
    public string? Label { get; init; }

    public double? MinScore { get; init; }

    public double? MaxScore { get; init; }

    [Description("Stands in the name or the text.")]
    public string? Text { get; init; }

    [Description("id, score (least certain first), -score (most certain first) or updated (latest first).")]
    public string? Sort { get; init; }

    [Description("The items in the trash instead.")]
    public bool? Deleted { get; init; }

    [Description("`next` of the page before.")]
    public string? Cursor { get; init; }

    [Description("At most 1000; default 100.")]
    public int? Limit { get; init; }

    /// <exception cref="ProblemException">Something of it makes no sense.</exception>
    public ItemQuery ToQuery() => new()
    {
        State = State?.Value,
        Label = Label,
        MinScore = MinScore,
        MaxScore = MaxScore,
        Text = Text,
        Sort = Sort switch
        {
            null or "" or "id" => ItemSort.Id,
            "score" => ItemSort.Score,
            "-score" => ItemSort.ScoreDescending,
            "updated" => ItemSort.Updated,
            _ => throw ProblemException.Invalid($"Items cannot be sorted by '{Sort}': use id, score, -score or updated."),
        },
        Deleted = Deleted ?? false,
        Cursor = string.IsNullOrEmpty(Cursor) ? null : Cursor,
        Limit = Limit is null or (> 0 and <= LongestPage)
            ? Limit ?? 100
            : throw ProblemException.Invalid($"A page holds 1 to {LongestPage} items, not {Limit}."),
    };
}
