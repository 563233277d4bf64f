namespace Labelsmith.Storage.Items;

/// <summary>How far an item is.</summary>
public enum ItemState
{
    /// <summary>Nobody has said anything of it.</summary>
    New,

    /// <summary>Somebody began, and nothing was submitted yet.</summary>
    Draft,

    Annotated,
    Skipped,

    /// <summary>A model has answered, no person has.</summary>
    Predicted,
}

/// <summary>One image or text of a project, with what lists show of it.</summary>
public sealed record Item
{
    /// <summary>The order of import; what "id order" means. Not shown to anybody.</summary>
    public long Seq { get; init; }

    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }

    /// <summary>The path or file name that it came under; unique in the project.</summary>
    public required string Name { get; init; }

    /// <summary>Names the content in <see cref="Blobs.BlobStore"/>; null for a text.</summary>
    public string? Blob { get; init; }

    /// <summary>Of an image, upright, in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Of an image, upright, in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>The first 200 characters of a text.</summary>
    public string? Excerpt { get; init; }

    public required ItemState State { get; init; }

    /// <summary>The prediction's, 0 to 1; null: no prediction.</summary>
    public double? Score { get; init; }

    /// <summary>Counts the saves; a save names the one that it is based on.</summary>
    public int AnnotationVersion { get; init; }

    /// <summary>The version in force, submitted or skipped.</summary>
    public int? SubmittedVersion { get; init; }

    public int? DraftVersion { get; init; }

    /// <summary>Ids of the labels of the annotation in force, else of the prediction.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    internal double QueueRank { get; init; }
    internal double ScoreRank { get; init; }
}

/// <summary>A text stands beside its item, so that lists need not read past it.</summary>
internal sealed record ItemText
{
    public required long ItemSeq { get; init; }
    public required string Text { get; init; }
}

/// <summary>Where a label occurs. The numbers are stored.</summary>
internal enum LabelSource
{
    Annotation = 0,
    Prediction = 1,
    Draft = 2,
}

/// <summary>One label of one item.</summary>
internal sealed record ItemLabel
{
    public required Guid ProjectId { get; init; }
    public required string Label { get; init; }
    public required LabelSource Source { get; init; }
    public required long ItemSeq { get; init; }
}
