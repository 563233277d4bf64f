using Labelsmith.Domain;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Storage.Projects;

/// <summary>Items of one medium and the questions asked of them.</summary>
public sealed record Project
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required Medium Medium { get; init; }
    public required LabelSchema Schema { get; init; }

    /// <summary>What annotators should know, as Markdown; may be empty.</summary>
    public string Guidelines { get; init; } = "";

    /// <summary>Which sample project this is, so that it is made only once; null for people's own.</summary>
    public string? Sample { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it lies in the trash.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>How many items of a project are in which state; those in the trash count only as such.</summary>
public sealed record ProjectCounts(int Items, int Annotated, int Predicted, int Skipped, int Drafts, int Deleted);
