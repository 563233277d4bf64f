using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Selection;

/// <summary>From what, how many, and how items are to be chosen.</summary>
public sealed record SelectionRequest
{
    /// <summary>Items of its test split are never chosen.</summary>
    public required Dataset Data { get; init; }

    /// <summary>A key of <see cref="SelectionCatalog"/>, or <c>auto</c>.</summary>
    public string Strategy { get; init; } = SelectionCatalog.Automatic;

    public required int Count { get; init; }

    /// <summary>Chooses the first 20, then 20, 40, 80 … more, each as if those before had got their labels: good also where labelling stops
    /// early. For strategies without a model; the others choose in one go, for the model learns nothing in between.</summary>
    public bool StopsAnywhere { get; init; }

    /// <summary>The same seed on the same data and model chooses the same items.</summary>
    public int Seed { get; init; }

    /// <summary>A model's folder; null: there is none yet.</summary>
    public string? Model { get; init; }

    /// <summary>Looks at no more than so many items without a label, and so many with one, drawn by chance; null: at all.</summary>
    public int? MostLooked { get; init; }

    /// <summary>Where features are kept; null: they are not.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Told the share of the work that is done, 0 to 1.</summary>
    public Action<double>? Progress { get; init; }
}

/// <summary>What was chosen.</summary>
/// <param name="Strategy">The one that chose.</param>
/// <param name="Items">The first to ask first.</param>
/// <param name="Faults">Items that could not be read.</param>
public sealed record SelectionOutcome(SelectionStrategy Strategy, IReadOnlyList<SelectedItem> Items, IReadOnlyList<Fault> Faults);

/// <summary>An item that is to be asked about.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Value">What speaks for it; its meaning is the strategy's.</param>
/// <param name="Reason">The same as a sentence.</param>
public sealed record SelectedItem(string ItemId, double Value, string Reason);
