namespace Labelsmith.Learning.Selection;

/// <summary>Any item is as good as another.</summary>
internal sealed class RandomSelection() : SelectionStrategy(
    "random",
    "Random",
    "Draws items by chance. What the others have to beat, and the only one whose labels show what the data is like.",
    SelectionNeeds.None)
{
    public override string Explain(double value) => "drawn by chance";

    internal override IReadOnlyList<Pick> Select(SelectionInput input, int count, int seed, CancellationToken cancellation) =>
        Ranking.Highest(input, _ => 0, count, seed, cancellation);
}
