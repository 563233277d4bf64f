using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Methods;

/// <summary>What a learner may see: never the test items.</summary>
/// <param name="Train">Labelled items to learn from.</param>
/// <param name="Validation">Labelled items that decide when to stop; may be empty.</param>
/// <param name="Pool">Items without labels, in the data's order.</param>
/// <param name="Classes">K label names in id order; the index of a name is its class number everywhere.</param>
/// <param name="Background">As <see cref="Dataset.Background"/>.</param>
public sealed record LearningSet(
    IReadOnlyList<DataItem> Train,
    IReadOnlyList<DataItem> Validation,
    IReadOnlyList<DataItem> Pool,
    IReadOnlyList<string> Classes,
    string? Background = null);
