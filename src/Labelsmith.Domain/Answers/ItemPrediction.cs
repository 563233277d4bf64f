namespace Labelsmith.Domain.Answers;

/// <summary>One model's answers for one item.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Answers">Each with its own score.</param>
/// <param name="Score">How sure the model is of the whole, 0 to 1; the queue asks about the lowest first. Exactly 0: the item is unlike all that
/// the model has been taught, so its answers are no more than the nearest guess, and nobody accepts them in bulk.</param>
public sealed record ItemPrediction(string ItemId, IReadOnlyList<Answer> Answers, double Score);
