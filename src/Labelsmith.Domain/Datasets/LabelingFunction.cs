namespace Labelsmith.Domain.Datasets;

/// <summary>A rule of thumb that votes for the label of a text, or abstains. It has a pattern, words, a model or a prompt.</summary>
public sealed record LabelingFunction
{
    /// <summary>For people; no two are alike.</summary>
    public required string Name { get; init; }

    /// <summary>What it votes for; null for a model and a prompt, which vote for what they find.</summary>
    public string? Label { get; init; }

    /// <summary>A regular expression that a text contains.</summary>
    public string? Pattern { get; init; }

    /// <summary>Words, or several in a row, of which a text contains one; whatever their case.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>A folder with a model that puts texts into classes, as a run leaves it.</summary>
    public string? Model { get; init; }

    /// <summary>A question to a language model.</summary>
    public Prompt? Prompt { get; init; }

    /// <summary>The least score, 0 to 1, with which a model votes.</summary>
    public double Least { get; init; }
}
