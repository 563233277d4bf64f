using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Predictions;
using Labelsmith.Storage.Selections;

namespace Labelsmith.Server.Items;

/// <summary>An item as lists show it.</summary>
public record ItemSummary
{
    public required Guid Id { get; init; }

    /// <summary>The path or file name that it came under.</summary>
    public required string Name { get; init; }

    public required ItemState State { get; init; }

    /// <summary>Of an image, upright, in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Of an image, upright, in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>The first 200 characters of a text.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Label ids of the annotation, or where there is none, of the prediction.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The prediction's.</summary>
    public double? Score { get; init; }

    /// <summary>What the next save must name as its base.</summary>
    public required int AnnotationVersion { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Since when it lies in the trash.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    internal static ItemSummary Of(Item item) => new()
    {
        Id = item.Id,
        Name = item.Name,
        State = item.State,
        Width = item.Width,
        Height = item.Height,
        Excerpt = item.Excerpt,
        Labels = item.Labels,
        Score = item.Score,
        AnnotationVersion = item.AnnotationVersion,
        UpdatedAt = item.UpdatedAt,
        DeletedAt = item.DeletedAt,
    };
}

/// <summary>An item with all that is known of it.</summary>
public sealed record ItemView : ItemSummary
{
    public required Guid ProjectId { get; init; }
    public string? Text { get; init; }

    /// <summary>The one in force, submitted or skipped.</summary>
    public Annotation? Annotation { get; init; }

    /// <summary>What was begun since and not submitted yet.</summary>
    public Annotation? Draft { get; init; }

    public Prediction? Prediction { get; init; }

    /// <summary>Why it is asked about before others; left out: it is not.</summary>
    public Ask? Ask { get; init; }

    internal static ItemView Of(FullItem full) => new()
    {
        Id = full.Item.Id,
        Name = full.Item.Name,
        State = full.Item.State,
        Width = full.Item.Width,
        Height = full.Item.Height,
        Excerpt = full.Item.Excerpt,
        Labels = full.Item.Labels,
        Score = full.Item.Score,
        AnnotationVersion = full.Item.AnnotationVersion,
        UpdatedAt = full.Item.UpdatedAt,
        DeletedAt = full.Item.DeletedAt,
        ProjectId = full.Item.ProjectId,
        Text = full.Text,
        Annotation = full.Annotation,
        Draft = full.Draft,
        Prediction = full.Prediction,
        Ask = full.Ask,
    };
}

/// <summary>A page of a list.</summary>
public sealed record ItemPageView
{
    public required IReadOnlyList<ItemSummary> Items { get; init; }

    /// <summary>Of all pages.</summary>
    public required int Total { get; init; }

    /// <summary>The cursor of the next page; left out on the last.</summary>
    public string? Next { get; init; }
}

public enum QueueDirection
{
    Next,
    Previous,
}
