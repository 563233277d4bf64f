namespace Labelsmith.Formats.Delimited;

/// <summary>The columns of the tables of answers that we write, and those we understand in other tables.</summary>
internal static class CsvColumns
{
    /// <summary>One row an answer's label; an item without answers has a row of its own.</summary>
    public static readonly string[] Written = [.. First, "number", "low", "high"];

    /// <summary>Those of the first version, which knew no numbers; what begins with them is ours.</summary>
    public static string[] First =>
        ["id", "file", "medium", "width", "height", "text", "source", "model", "control", "answer", "label", "score", "item_score", "region"];

    /// <summary>Whether a first line is that of a table of ours.</summary>
    public static bool AreOurs(IReadOnlyList<string> header) => header.SequenceEqual(Written) || header.SequenceEqual(First);

    public const string Annotation = "annotation";
    public const string Prediction = "prediction";
}
