using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Annotations;

namespace Labelsmith.Server.Annotations;

/// <summary>Answers that are to be saved.</summary>
/// <param name="Version">The version that they are based on; 0: none yet.</param>
public sealed record AnnotationSave(int Version, AnnotationState State, IReadOnlyList<Answer> Answers);

/// <summary>Accept all predictions that are at least so certain.</summary>
public sealed record AcceptPredictions(double MinScore);

/// <param name="BatchId">By which it can be undone.</param>
public sealed record AcceptedPredictions(Guid BatchId, int Accepted);

public sealed record UndoneBatch(int Undone);
