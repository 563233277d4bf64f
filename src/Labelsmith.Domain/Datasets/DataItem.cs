using Labelsmith.Domain.Answers;

namespace Labelsmith.Domain.Datasets;

/// <summary>The part of a data set that an item was given to by its maker.</summary>
public enum Split
{
    Train,
    Validation,
    Test,
    Unlabelled,
}

/// <summary>One item of a <see cref="Dataset"/>.</summary>
/// <param name="Id">Stable: the path relative to the data, with <c>#line</c> or the record's own id.</param>
/// <param name="Source">Where its content is.</param>
public sealed record DataItem(string Id, ItemSource Source)
{
    /// <summary>Null where the data leaves it open.</summary>
    public Split? Split { get; init; }

    /// <summary>Reads the truth, which may decode a file; null: not labelled. Label names stand in <see cref="Answer.Labels"/>.
    /// Throws <see cref="BadItemException"/> where the truth is broken.</summary>
    public Func<IReadOnlyList<Answer>>? ReadTruth { get; init; }

    public bool IsLabelled => ReadTruth is not null;
}
