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
}
