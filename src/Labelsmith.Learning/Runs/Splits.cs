using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Runs;

/// <summary>Which items serve as what. No item is in two of them.</summary>
/// <param name="Train">With truth, to learn from.</param>
/// <param name="Validation">With truth, to decide when to stop.</param>
/// <param name="Test">With truth; no learner ever sees them.</param>
/// <param name="Pool">Without truth, in the data's order.</param>
public sealed record Splits(
    IReadOnlyList<DataItem> Train,
    IReadOnlyList<DataItem> Validation,
    IReadOnlyList<DataItem> Test,
    IReadOnlyList<DataItem> Pool)
{
    /// <summary>All that is learned from.</summary>
    public IEnumerable<DataItem> Labelled => Train.Concat(Validation);
}
