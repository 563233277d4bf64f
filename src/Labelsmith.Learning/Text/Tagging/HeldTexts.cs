using Labelsmith.Metrics;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Texts that tell how good a model is, looked up once for all the times that it is asked.</summary>
internal sealed class HeldTexts(IReadOnlyList<LabelledText> texts, TokenVocabulary vocabulary)
{
    private readonly TaggedPiece[][] _pieces = [.. texts.Select(text => text.Pieces(vocabulary).ToArray())];

    /// <summary>−ln of the probability of the true states, by token, and the span F1, 0 where it is undefined.</summary>
    /// <param name="lean">As in <see cref="ConditionalRandomField.Reader"/>.</param>
    public (double Loss, double SpanF1) Score(ConditionalRandomField model, double lean = 0)
    {
        var read = model.Reader(lean);
        var losses = new double[texts.Count];
        var counts = new SpanF1.Counts[texts.Count];
        Parallel.For(0, texts.Count, i =>
        {
            var found = new List<TypedSpan>();
            for (var piece = 0; piece < _pieces[i].Length; piece++)
            {
                var chain = read(_pieces[i][piece].Columns);
                losses[i] += chain.LogPartition - model.PathScore(_pieces[i][piece]);
                found.AddRange(SpanReading.Spans(chain, chain.Best().States, texts[i].Text.Words, texts[i].Text.Pieces[piece].Start.Value)
                    .Select(entry => entry.Span));
            }

            counts[i] = SpanF1.Count(texts[i].Spans, found);
        });
        var f1 = counts.Aggregate(default(SpanF1.Counts), (sum, one) => sum + one).F1;
        return (losses.Sum() / Math.Max(1, texts.Sum(text => text.Text.Words.Count)), double.IsNaN(f1) ? 0 : f1);
    }
}
