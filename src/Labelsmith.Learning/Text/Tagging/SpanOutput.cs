using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Spans of a text.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Spans">In UTF-16 code units, with the probability of exactly this span; in the text's order.</param>
/// <param name="Score">The probability that all of the text is tagged as it is here.</param>
public sealed record SpanOutput(string ItemId, IReadOnlyList<(TypedSpan Span, double Probability)> Spans, double Score)
    : ItemOutput(ItemId)
{
    /// <summary>One answer to the control <c>regions</c> for each span.</summary>
    public override ItemPrediction ToPrediction(ModelCard card) => new(
        ItemId,
        [
            .. Spans.Select((found, i) => new Answer
            {
                Id = $"span-{i + 1}",
                Control = "regions",
                Labels = [card.Classes[found.Span.Type]],
                Region = new TextSpan(found.Span.Start, found.Span.End),
                Score = Math.Clamp(found.Probability, 0, 1),
            }),
        ],
        Math.Clamp(Score, 0, 1));
}
