namespace Labelsmith.Learning.Selection;

/// <summary>The items between two answers.</summary>
/// <remarks>Scheffer, Decomain and Wrobel (2001), "Active hidden Markov models for information extraction",
/// doi:10.1007/3-540-44816-0_31. Looks at the two likeliest answers alone, so many unlikely ones do not make an item look hard.
/// Fails as <see cref="EntropySelection"/> does.</remarks>
internal sealed class MarginSelection() : SelectionStrategy(
    "margin",
    "Margin",
    "Asks about the items where the model wavers between two answers: labels there move the border of two classes.",
    SelectionNeeds.Probabilities)
{
    public override string Explain(double value) => FormattableString.Invariant($"the two likeliest answers are {value:0.00} apart");

    internal override IReadOnlyList<Pick> Select(SelectionInput input, int count, int seed, CancellationToken cancellation) =>
    [
        .. Ranking.Highest(input, item => -Ranking.Margin(input.Probabilities![item]), count, seed, cancellation)
            .Select(pick => pick with { Value = -pick.Value }),
    ];
}
