using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Text;
using Labelsmith.Learning.Text.Networks;

namespace Labelsmith.Learning.Explaining;

/// <summary>Occlusion of texts: how much less probable the class becomes when a word is covered.</summary>
/// <remarks>As <see cref="Occlusion"/> of images. In long texts neighbouring words are covered together and share what they make out.</remarks>
internal sealed class WordOcclusion(TextNetClassifier model) : IClassExplainer
{
    private const int MostCovers = 128;

    public Evidence Explain(DataItem item, int? label, CancellationToken cancellation)
    {
        var text = TextContent.Read(item);
        var (words, numbers) = (TokenPieces.TokensOf(text), model.Read(text));
        var (probabilities, features) = model.Classify([numbers])[0];
        var best = label ?? Array.IndexOf(probabilities, probabilities.Max());
        var each = Math.Max(1, (words.Count + MostCovers - 1) / MostCovers);
        var weights = new List<WordWeight>(words.Count);
        for (var first = 0; first < words.Count; first += each)
        {
            cancellation.ThrowIfCancellationRequested();
            var group = words[first..Math.Min(words.Count, first + each)];
            var covered = (int[])numbers.Clone();
            covered.AsSpan(first * TokenPieces.Each, group.Count * TokenPieces.Each).Clear();
            var lost = (double)probabilities[best] - model.Classify([covered])[0].Probabilities[best];
            weights.AddRange(group.Select(word => new WordWeight(word.Start.Value, word.End.Value, lost / group.Count)));
        }

        return new Evidence(best, probabilities[best], features) { Words = weights };
    }

    public void Dispose() => model.Dispose();
}
