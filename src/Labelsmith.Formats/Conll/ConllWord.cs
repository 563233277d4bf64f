namespace Labelsmith.Formats.Conll;

/// <summary>The rows of CoNLL-U, as far as words need them.</summary>
/// <remarks>https://universaldependencies.org/format.html: column 1 counts (<c>7</c>; <c>7-8</c> is written as one token and covers the
/// words 7 and 8; <c>7.1</c> is not written at all), column 2 is the form, column 10 may hold <c>SpaceAfter=No</c>.</remarks>
internal static class ConllWord
{
    private const int MiscColumn = 9;

    public static bool IsNumber(string field) =>
        field.Length > 0 && char.IsAsciiDigit(field[0]) && field.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '.');

    /// <summary>The rows that are written in the text, in order.</summary>
    public static IEnumerable<ConllRow> Written(IEnumerable<ConllRow> rows)
    {
        var covered = 0; // up to this number the words are written already
        foreach (var row in rows)
        {
            var number = row.Fields[0];
            if (number.Contains('.', StringComparison.Ordinal))
            {
                continue;
            }

            if (number.Split('-') is [_, var last])
            {
                covered = int.TryParse(last, out var end) ? end : covered;
                yield return row;
            }
            else if (!int.TryParse(number, out var own) || own > covered)
            {
                yield return row;
            }
        }
    }

    public static bool HasSpaceAfter(ConllRow row) =>
        row.Fields.Length <= MiscColumn || !row.Fields[MiscColumn].Split('|').Contains("SpaceAfter=No");
}
