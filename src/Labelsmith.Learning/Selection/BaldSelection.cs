namespace Labelsmith.Learning.Selection;

/// <summary>The items about which variants of the model disagree: each sure of itself, but not of the same answer.</summary>
/// <remarks>Houlsby, Huszár, Ghahramani and Lengyel (2011), "Bayesian active learning for classification and preference learning",
/// arXiv:1112.5745; with dropout as the variants, Gal, Islam and Ghahramani (2017), "Deep Bayesian active learning with image data",
/// arXiv:1703.02910. An item that all variants call a toss-up (noise) is not chosen, as <see cref="EntropySelection"/> would.
/// What is left out of our models is told at <see cref="HeadSamples"/> and <see cref="TextSamples"/>; less than in the papers, which
/// leave out parts of every layer. Chooses many alike at once.</remarks>
internal sealed class BaldSelection() : SelectionStrategy(
    "bald",
    "BALD",
    "Asks where variants of the model, each lacking some parts, contradict each other: labels there teach, whereas noise is left alone.",
    SelectionNeeds.Samples)
{
    public override string Explain(double value) => FormattableString.Invariant($"variants of the model contradict each other ({value:0.000} nats)");

    /// <summary>The mutual information of answer and variant: H[mean p] − mean H[p].</summary>
    internal override IReadOnlyList<Pick> Select(SelectionInput input, int count, int seed, CancellationToken cancellation)
    {
        var samples = input.Samples!;
        return Ranking.Highest(input, Disagreement, count, seed, cancellation);

        double Disagreement(int item)
        {
            Span<float> answers = new float[samples.Count * samples.ClassCount];
            samples.Answer(item, answers);
            var (mean, own) = (new float[samples.ClassCount], 0.0);
            for (var sample = 0; sample < samples.Count; sample++)
            {
                var answer = answers.Slice(sample * samples.ClassCount, samples.ClassCount);
                own += Ranking.Entropy(answer) / samples.Count;
                for (var label = 0; label < mean.Length; label++)
                {
                    mean[label] += answer[label] / samples.Count;
                }
            }

            return Math.Max(0, Ranking.Entropy(mean) - own);
        }
    }
}
