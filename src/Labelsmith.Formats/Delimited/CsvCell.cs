namespace Labelsmith.Formats.Delimited;

/// <summary>Cells of the tables that we write. A text that a spreadsheet would take for a formula gets an apostrophe before it,
/// which reading takes away again (OWASP, CSV injection).</summary>
internal static class CsvCell
{
    /// <summary>The cell as it stands in the file.</summary>
    public static string Write(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..])
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny("\",\r\n") < 0 && text.Trim() == text ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>The text of a cell of our own files, without quotation marks already.</summary>
    public static string Read(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..] ? cell[1..] : cell;
}
