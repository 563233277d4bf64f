namespace Labelsmith.Domain.Datasets;

/// <summary>Items to learn from, as read from files or from a project.</summary>
public sealed record Dataset
{
    /// <summary>What reports call it: the folder's or the project's name.</summary>
    public required string Name { get; init; }

    public required Medium Medium { get; init; }

    /// <summary>What the truth answers; null where it has none and nothing says it.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>The label names in id order; empty for regression and splitting.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The number under which the data's files name a class, where they number them; exports can keep it.</summary>
    public IReadOnlyDictionary<string, int> ClassNumbers { get; init; } = new Dictionary<string, int>();

    /// <summary>For segmentation: the class, one of <see cref="Classes"/>, of the pixels that no answer covers; null: such pixels have no
    /// meaning, so they enter neither loss nor metric.</summary>
    public string? Background { get; init; }

    public required IReadOnlyList<DataItem> Items { get; init; }

    /// <summary>What could not be read, and what was left out for it.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
