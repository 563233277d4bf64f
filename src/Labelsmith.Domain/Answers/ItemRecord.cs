using Labelsmith.Domain.Schema;

namespace Labelsmith.Domain.Answers;

/// <summary>One item with all that is known of it: a line of the native format, what exports read and imports give.</summary>
public sealed record ItemRecord
{
    public required string Id { get; init; }

    public required Medium Medium { get; init; }

    /// <summary>The file's path relative to the data, or its upload name; null for a text that has no file.</summary>
    public string? File { get; init; }

    /// <summary>The text itself, for texts.</summary>
    public string? Text { get; init; }

    /// <summary>Of an image, upright, in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Of an image, upright, in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>A person's answers; null: nobody answered. Empty: a person said that there is nothing.</summary>
    public IReadOnlyList<Answer>? Annotation { get; init; }

    /// <summary>What the pixels mean that the annotation's regions leave out; null: background.</summary>
    public UnmarkedPixels? Unmarked { get; init; }

    /// <summary>A model's answers; null: none.</summary>
    public PredictionRecord? Prediction { get; init; }
}

/// <summary>What a model said of an item.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Score">As <see cref="ItemPrediction.Score"/>.</param>
/// <param name="Answers">As <see cref="ItemPrediction.Answers"/>.</param>
public sealed record PredictionRecord(string Model, double Score, IReadOnlyList<Answer> Answers);
