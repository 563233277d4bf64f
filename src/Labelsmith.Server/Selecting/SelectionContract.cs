using Labelsmith.Storage.Selections;

namespace Labelsmith.Server.Selecting;

/// <summary>How the items are chosen that the queue asks about first.</summary>
public sealed record SelectionView
{
    /// <summary>A strategy's key, or <c>auto</c>.</summary>
    public required string Strategy { get; init; }

    public required SelectionState State { get; init; }

    /// <summary>The strategy that chose last; left out: none did yet.</summary>
    public string? ChosenBy { get; init; }

    /// <summary>How many items it chose.</summary>
    public required int Chosen { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>What may be chosen now: those that ask a model only where there is one.</summary>
    public required IReadOnlyList<StrategyView> Strategies { get; init; }
}

public sealed record StrategyView(string Key, string Title, string Description, bool Available);

/// <summary>How to choose from now on.</summary>
/// <param name="Strategy">A strategy's key, or <c>auto</c>.</param>
public sealed record NewSelection(string Strategy);
