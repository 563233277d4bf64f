using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Inference;

/// <summary>Objects with their boxes.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Boxes">Surest first, in pixels of the item's image; scores lie between 0 and 1.</param>
public sealed record BoxesOutput(string ItemId, IReadOnlyList<FoundBox> Boxes) : ItemOutput(ItemId)
{
    /// <summary>One answer for each box, also for those below the card's <see cref="ModelCard.Threshold"/>, which measuring needs. The item's
    /// score is the mean of those above it, and where there are none, how sure it is that nothing is there.</summary>
    public override ItemPrediction ToPrediction(ModelCard card)
    {
        var answers = Boxes.Select((box, i) => new Answer
        {
            Id = $"box-{i}",
            Control = "regions",
            Labels = [card.Classes[box.Class]],
            Region = new Box(box.X, box.Y, box.Width, box.Height),
            Score = Math.Clamp(box.Score, 0, 1),
        });
        var shown = Boxes.Where(box => box.Score >= (card.Threshold ?? 0)).Select(box => box.Score).ToList();
        var score = shown.Count > 0 ? shown.Average() : 1 - Boxes.Select(box => box.Score).FirstOrDefault();
        return new ItemPrediction(ItemId, [.. answers], Math.Clamp(score, 0, 1));
    }
}
