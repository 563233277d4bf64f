using Labelsmith.Domain.Answers;

namespace Labelsmith.Learning.Inference;

/// <summary>One number for the whole item.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Number">In the unit of the numbers learned from.</param>
/// <param name="HalfWidth">Of the interval around it that holds nine of ten such items' numbers; 0 or more.</param>
public sealed record NumberOutput(string ItemId, double Number, double HalfWidth) : ItemOutput(ItemId)
{
    public NumberInterval Interval => new(Number - HalfWidth, Number + HalfWidth);

    /// <summary>One answer to the control <c>number</c>. Its score, and the item's, says how much narrower the interval is than the range
    /// of the numbers learned from: 1 a point, 0 no narrower.</summary>
    public override ItemPrediction ToPrediction(ModelCard card)
    {
        var score = card.Spread is { } spread ? Math.Clamp(1 - (HalfWidth / spread), 0, 1) : 0;
        return new(ItemId, [new Answer { Id = "number", Control = "number", Number = Number, Interval = Interval, Score = score }], score);
    }
}
