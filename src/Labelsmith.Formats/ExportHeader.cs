using Labelsmith.Domain.Answers;

namespace Labelsmith.Formats;

/// <summary>Which answers an export contains.</summary>
public enum ExportContent
{
    /// <summary>Those of people.</summary>
    Annotations,

    /// <summary>Those of models.</summary>
    Predictions,

    /// <summary>Both, told apart by a field of the file.</summary>
    Both,
}

/// <summary>What an export says of itself.</summary>
public sealed record ExportHeader
{
    /// <summary>Of the project or the data.</summary>
    public required string Name { get; init; }

    public required ExportContent Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The label names in their order; those that occur beyond them follow.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The number of a class in formats that number them; the others get free numbers from 1.</summary>
    public IReadOnlyDictionary<string, int> ClassNumbers { get; init; } = new Dictionary<string, int>();

    /// <summary>The records without the answers that this export leaves out.</summary>
    internal ItemRecord Trim(ItemRecord record) => record with
    {
        Annotation = Content == ExportContent.Predictions ? null : record.Annotation,
        Prediction = Content == ExportContent.Annotations ? null : record.Prediction,
    };
}
