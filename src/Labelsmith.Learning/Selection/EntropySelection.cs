namespace Labelsmith.Learning.Selection;

/// <summary>The items whose answer the model knows least.</summary>
/// <remarks>Lewis and Gale (1994), "A sequential algorithm for training text classifiers", arXiv:cmp-lg/9407020; by the entropy of all
/// answers as in Settles (2009), "Active learning literature survey". Assumes probabilities that mean what they say. Fails where the
/// model is unsure of what cannot be known (noise, blurred images), and chooses many alike at once.</remarks>
internal sealed class EntropySelection() : SelectionStrategy(
    "entropy",
    "Entropy",
    "Asks about the items of which the model is least sure, all classes weighed. Choose it when a model is decent already.",
    SelectionNeeds.Probabilities)
{
    public override string Explain(double value) => FormattableString.Invariant($"the model is {value:0 %} unsure");

    /// <summary>Values are shares of the greatest entropy that there can be, ln K.</summary>
    internal override IReadOnlyList<Pick> Select(SelectionInput input, int count, int seed, CancellationToken cancellation)
    {
        var answers = input.Probabilities!;
        return Ranking.Highest(
            input, item => Ranking.Entropy(answers[item]) / Math.Log(Math.Max(2, answers[item]!.Length)), count, seed, cancellation);
    }
}
