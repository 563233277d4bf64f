using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Learning.Inference;

/// <summary>A class for each pixel.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Width">Of the item's image, in pixels.</param>
/// <param name="Height">Of the item's image, in pixels.</param>
/// <param name="Classes">Shape (Height × Width): class numbers.</param>
/// <param name="Certainty">Shape (K): mean probability of each class over the pixels that it got; 0 where it got none.</param>
/// <param name="Score">Mean over all pixels of the probability of the class that they got.</param>
public sealed record MapOutput(
    string ItemId, int Width, int Height, byte[] Classes, float[] Certainty, double Score) : ItemOutput(ItemId)
{
    /// <summary>One mask for each class that occurs, but for background; the item's score is <see cref="Score"/>.</summary>
    public override ItemPrediction ToPrediction(ModelCard card)
    {
        var answers = LabelMap.ToMasks(Classes, card.Classes, Width, Height)
            .Where(found => card.Classes[found.Class] != card.Background)
            .Select(found => new Answer
            {
                Id = $"region-{found.Class}",
                Control = "regions",
                Labels = [card.Classes[found.Class]],
                Region = found.Mask,
                Score = Math.Clamp(Certainty[found.Class], 0, 1),
            });
        return new ItemPrediction(ItemId, [.. answers], Math.Clamp(Score, 0, 1));
    }
}
