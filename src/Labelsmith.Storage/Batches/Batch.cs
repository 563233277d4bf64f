namespace Labelsmith.Storage.Batches;

/// <summary>Many predictions accepted at once.</summary>
public sealed record Batch
{
    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }
    public required string Author { get; init; }
    public required double MinScore { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }
}
