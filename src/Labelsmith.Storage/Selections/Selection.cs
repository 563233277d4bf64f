namespace Labelsmith.Storage.Selections;

public enum SelectionState
{
    /// <summary>A worker should choose.</summary>
    Wanted,

    /// <summary>Chosen, or nothing was ever wanted.</summary>
    Ready,

    /// <summary>It could not be done; what was chosen before stays.</summary>
    Failed,
}

/// <summary>How a project wants the items chosen that are asked about first.</summary>
public sealed record Selection
{
    public const string Automatic = "auto";

    public required Guid ProjectId { get; init; }

    /// <summary>A key of the catalogue of strategies, or <c>auto</c>.</summary>
    public string Strategy { get; init; } = Automatic;

    public SelectionState State { get; init; } = SelectionState.Ready;

    /// <summary>A later wish makes what an earlier one chooses provisional.</summary>
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>The strategy that chose last; null: none did yet.</summary>
    public string? ChosenBy { get; init; }

    /// <summary>How many items it chose.</summary>
    public int Chosen { get; init; }

    /// <summary>Why it failed: a sentence for the user.</summary>
    public string? Error { get; init; }
}

/// <summary>That, and why, an item is asked about before others.</summary>
/// <param name="Strategy">The key of the one that chose it.</param>
/// <param name="Value">What speaks for it; its meaning is the strategy's.</param>
public sealed record Ask(string Strategy, double Value);

/// <summary>An item to choose from.</summary>
/// <param name="Blob">Null for a text.</param>
/// <param name="Text">Null for an image or a recording.</param>
/// <param name="IsAnswered">Submitted or skipped.</param>
public sealed record Candidate(Guid Id, string? Blob, string? Text, bool IsAnswered);

internal sealed record AskRow
{
    public required long ItemSeq { get; init; }
    public required Guid ProjectId { get; init; }

    /// <summary>From 1: the first to ask first.</summary>
    public required int Rank { get; init; }
    public required string Strategy { get; init; }
    public required double Value { get; init; }
    public required DateTimeOffset ChosenAt { get; init; }
}
