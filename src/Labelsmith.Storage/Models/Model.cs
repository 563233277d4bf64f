using Labelsmith.Domain;

namespace Labelsmith.Storage.Models;

/// <summary>What a run has learned.</summary>
public sealed record Model
{
    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }
    public Guid? RunId { get; init; }
    public required TaskKind Task { get; init; }
    public required string Method { get; init; }

    /// <summary>Where its files are, relative to the data folder, with <c>/</c>.</summary>
    public required string Folder { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last put in service; null: never by hand, and by an older version.</summary>
    public DateTimeOffset? PromotedAt { get; init; }

    /// <summary>SHA-256 of the items and labels that it learned from, in hexadecimal; null where they are unknown.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Of a project's models the one whose answers are shown: it was learned or promoted last. Null where there is none.</summary>
    public static Model? InService(IEnumerable<Model> models) =>
        models.OrderByDescending(model => model.PromotedAt ?? model.CreatedAt).ThenByDescending(model => model.Id).FirstOrDefault();
}
