namespace Labelsmith.Learning.Selection;

/// <summary>A way of choosing which items a person should label next.</summary>
/// <remarks>A new one: a file beside this, a line in <see cref="SelectionCatalog"/>; the catalogue's contract tests then run over it.</remarks>
/// <param name="key">What <c>--strategy</c> says; never changes.</param>
/// <param name="title">What people read.</param>
/// <param name="description">One or two sentences: what it does, and when to choose it.</param>
/// <param name="needs">What it looks at.</param>
public abstract class SelectionStrategy(string key, string title, string description, SelectionNeeds needs)
{
    public string Key => key;

    public string Title => title;

    public string Description => description;

    public SelectionNeeds Needs => needs;

    /// <summary>Whether it cannot do without a model.</summary>
    public bool AsksModel => (needs & (SelectionNeeds.Probabilities | SelectionNeeds.Samples)) != 0;

    /// <summary>Why an item was chosen, as a sentence.</summary>
    /// <param name="value">Of its <see cref="Pick"/>.</param>
    public abstract string Explain(double value);

    /// <summary>Chooses items without a label, none twice; the same seed chooses the same.</summary>
    /// <param name="input">Holds what <see cref="Needs"/> names.</param>
    /// <param name="count">How many; fewer are chosen where there are fewer. At least 0.</param>
    /// <returns>The first to ask first.</returns>
    internal abstract IReadOnlyList<Pick> Select(SelectionInput input, int count, int seed, CancellationToken cancellation);
}

/// <summary>What a strategy looks at.</summary>
[Flags]
public enum SelectionNeeds
{
    None = 0,

    /// <summary>Where items lie, so a model is not needed.</summary>
    Features = 1,

    /// <summary>How likely a model holds each answer.</summary>
    Probabilities = 2,

    /// <summary>What many variants of a model say, from which parts were left out at random.</summary>
    Samples = 4,

    /// <summary>Also the items that have a label.</summary>
    Labelled = 8,
}

/// <summary>A chosen item.</summary>
/// <param name="Item">Its place in the input.</param>
/// <param name="Value">What speaks for it; its meaning is the strategy's.</param>
internal readonly record struct Pick(int Item, double Value);
