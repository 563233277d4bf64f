namespace Labelsmith.Formats.Delimited;

/// <summary>The columns of the tables of answers that we write, and those we understand in other tables.</summary>
internal static class CsvColumns
{
    /// <summary>One row an answer's label; an item without answers has a row of its own.</summary>
    public static readonly string[] Written =
        ["id", "file", "medium", "width", "height", "text", "source", "model", "control", "answer", "label", "score", "item_score", "region"];

    /// <summary>Whether a first line is that of a table of ours.</summary>
    public static bool AreOurs(IReadOnlyList<string> header) => header.SequenceEqual(Written);

    public const string Annotation = "annotation";
    public const string Prediction = "prediction";
}
