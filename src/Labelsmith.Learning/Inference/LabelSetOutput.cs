using Labelsmith.Domain.Answers;

namespace Labelsmith.Learning.Inference;

/// <summary>Any number of labels for the whole item.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Probabilities">Shape (K), each label's by itself, in the order of the card's classes.</param>
public sealed record LabelSetOutput(string ItemId, float[] Probabilities) : ItemOutput(ItemId)
{
    /// <summary>Shape (K): which labels reach their thresholds.</summary>
    public bool[] Chosen(ModelCard card) =>
        [.. Probabilities.Select((probability, label) => probability >= ThresholdOf(card, label))];

    /// <summary>One answer a label to the control <c>label</c>, with its probability; the item is as sure as its least sure label, given or
    /// not, is far from its threshold: 0 at it, 1 where nothing could be surer.</summary>
    public override ItemPrediction ToPrediction(ModelCard card)
    {
        var chosen = Chosen(card);
        var answers = card.Classes.Index().Where(entry => chosen[entry.Index]).Select(entry => new Answer
        {
            Id = $"label-{entry.Index}",
            Control = "label",
            Labels = [entry.Item],
            Score = Math.Clamp((double)Probabilities[entry.Index], 0, 1),
        });
        var sureness = Probabilities.Select((probability, label) => Sureness(probability, ThresholdOf(card, label)));
        return new(ItemId, [.. answers], sureness.DefaultIfEmpty(1).Min());
    }

    private static double Sureness(double probability, double threshold)
    {
        var most = probability >= threshold ? 1 - threshold : threshold;
        return most > 0 ? Math.Clamp(Math.Abs(probability - threshold) / most, 0, 1) : 1;
    }

    private static double ThresholdOf(ModelCard card, int label) => card.Thresholds?[label] ?? 0.5;
}
