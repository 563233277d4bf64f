using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Inference;

/// <summary>What a model gives for one item, before it is put into answers.</summary>
/// <remarks>A new task: one record beside these.</remarks>
public abstract record ItemOutput(string ItemId)
{
    /// <summary>In the words that people answer with.</summary>
    public abstract ItemPrediction ToPrediction(ModelCard card);
}

/// <summary>The item could not be read.</summary>
public sealed record UnreadableOutput(string ItemId, Fault Fault) : ItemOutput(ItemId)
{
    public override ItemPrediction ToPrediction(ModelCard card) => throw new BadItemException(Fault);
}

/// <summary>One class for the whole item.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Probabilities">Shape (K), summing to 1, in the order of the card's classes.</param>
public sealed record ClassOutput(string ItemId, float[] Probabilities) : ItemOutput(ItemId)
{
    /// <summary>Shape (D): what the model's last layer sees of the item, so that alike items have alike ones; null where the model doesn't tell.</summary>
    public float[]? Features { get; init; }

    /// <summary>The most probable class's number.</summary>
    public int Best => Array.IndexOf(Probabilities, Probabilities.Max());

    /// <summary>One answer to the control <c>label</c>; its score and the item's are the class's probability.</summary>
    public override ItemPrediction ToPrediction(ModelCard card)
    {
        double score = Math.Clamp(Probabilities[Best], 0, 1);
        return new(ItemId, [new Answer { Id = "label", Control = "label", Labels = [card.Classes[Best]], Score = score }], score);
    }
}
