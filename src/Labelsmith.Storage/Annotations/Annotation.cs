using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Database;

namespace Labelsmith.Storage.Annotations;

public enum AnnotationState
{
    Draft,
    Submitted,
    Skipped,
}

/// <summary>One saved version of a person's answers for an item.</summary>
/// <param name="Answers">With label ids.</param>
/// <param name="Version">From 1, per item.</param>
/// <param name="UpdatedAt">When it was saved.</param>
public sealed record Annotation(
    IReadOnlyList<Answer> Answers, AnnotationState State, int Version, string Author, DateTimeOffset UpdatedAt);

/// <summary>How a save ended.</summary>
public abstract record SaveResult
{
    public sealed record Saved(Annotation Annotation) : SaveResult;

    /// <summary>Somebody saved since; nothing was changed.</summary>
    /// <param name="Theirs">The latest version; null where it was a prediction's acceptance that was undone.</param>
    /// <param name="Version">The version to base the next save on.</param>
    public sealed record Stale(Annotation? Theirs, int Version) : SaveResult;

    /// <summary>There is no such item, or it lies in the trash.</summary>
    public sealed record Missing : SaveResult;
}

internal sealed record AnnotationRow
{
    public required long ItemSeq { get; init; }
    public required int Version { get; init; }
    public required AnnotationState State { get; init; }
    public required string Answers { get; init; }
    public required string Author { get; init; }
    public Guid? BatchId { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Annotation ToAnnotation() => new(Json.Read<IReadOnlyList<Answer>>(Answers), State, Version, Author, UpdatedAt);
}
