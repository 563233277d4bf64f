namespace Labelsmith.Domain.Answers;

/// <summary>One model's answers for one item.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Answers">Each with its own score.</param>
/// <param name="Score">How sure the model is of the whole, 0 to 1; the queue asks about the lowest first.</param>
public sealed record ItemPrediction(string ItemId, IReadOnlyList<Answer> Answers, double Score);
