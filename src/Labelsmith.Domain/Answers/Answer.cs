using Labelsmith.Domain.Regions;

namespace Labelsmith.Domain.Answers;

/// <summary>One answer to one control: a choice of the whole item, a number, or one region with its label.</summary>
public sealed record Answer
{
    /// <summary>Unique within the item, kept from save to save (a UUID where the browser made it).</summary>
    public required string Id { get; init; }

    /// <summary>The key of the control that is answered.</summary>
    public required string Control { get; init; }

    /// <summary>Ids of labels; in files of other tools and in learning, their names.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Where; null for an answer about the whole item.</summary>
    public Region? Region { get; init; }

    /// <summary>The number, where the control asks for one; else null.</summary>
    public double? Number { get; init; }

    /// <summary>Of a model's <see cref="Number"/>; null for a person's.</summary>
    public NumberInterval? Interval { get; init; }

    /// <summary>How sure a model is, 0 to 1; null for a person's answer.</summary>
    public double? Score { get; init; }

    /// <summary>Says what is wrong with the answer by itself, or null when it is sound.</summary>
    public string? FindFault() =>
        Score is < 0 or > 1 or double.NaN ? $"A score lies between 0 and 1, not at {Score}."
        : Number is { } number && !double.IsFinite(number) ? $"A number is finite, not {number}."
        : Interval?.FindFault() ?? Region?.FindFault();
}
