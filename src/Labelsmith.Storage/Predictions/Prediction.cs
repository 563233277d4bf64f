using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Items;

namespace Labelsmith.Storage.Predictions;

/// <summary>One model's answers for an item.</summary>
/// <param name="ModelId">A model's id, or what an imported file called it.</param>
/// <param name="Answers">With label ids, each with its own score.</param>
/// <param name="Score">Of the whole, 0 to 1.</param>
public sealed record Prediction(string ModelId, IReadOnlyList<Answer> Answers, double Score, DateTimeOffset CreatedAt);

internal sealed record PredictionRow
{
    public required long ItemSeq { get; init; }
    public required string ModelId { get; init; }
    public required string Answers { get; init; }
    public required double Score { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>As of the item's latest change.</summary>
    public static PredictionRow Of(Item item, string model, IReadOnlyList<Answer> answers, double score) =>
        new() { ItemSeq = item.Seq, ModelId = model, Answers = Json.Write(answers), Score = score, CreatedAt = item.UpdatedAt };

    public Prediction ToPrediction() => new(ModelId, Json.Read<IReadOnlyList<Answer>>(Answers), Score, CreatedAt);
}
