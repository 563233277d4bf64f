using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Selection;

/// <summary>All ways of choosing what to ask.</summary>
/// <remarks>A new one: one line here, one file beside this one.</remarks>
public static class SelectionCatalog
{
    /// <summary>Leaves the choice to Labelsmith.</summary>
    public const string Automatic = "auto";

    public static IReadOnlyList<SelectionStrategy> All { get; } =
    [
        new RandomSelection(),
        new EntropySelection(),
        new MarginSelection(),
        new BaldSelection(),
        new CoreSetSelection(),
        new TypiClustSelection(),
        new BadgeSelection(),
    ];

    /// <param name="key">Of a strategy, or <see cref="Automatic"/>: typical items without a model, unsure and different ones with one.</param>
    /// <param name="hasModel">Whether there is a model to ask.</param>
    /// <exception cref="BadDataException">There is no such strategy, or it needs a model.</exception>
    public static SelectionStrategy Resolve(string key, bool hasModel)
    {
        var chosen = key == Automatic ? hasModel ? "badge" : "typiclust" : key;
        var strategy = All.FirstOrDefault(strategy => strategy.Key == chosen)
            ?? throw new BadDataException(
                $"There is no strategy '{key}': choose {Automatic} or {string.Join(", ", All.Select(strategy => strategy.Key))}.");
        return hasModel || !strategy.AsksModel
            ? strategy
            : throw new BadDataException(
                $"'{key}' asks a model, and there is none yet: name one, or choose {string.Join(" or ", All.Where(one => !one.AsksModel).Select(one => one.Key))}.");
    }
}
