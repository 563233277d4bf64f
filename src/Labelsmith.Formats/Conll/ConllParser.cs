namespace Labelsmith.Formats.Conll;

/// <summary>Cuts the lines of a file of columns into sentences. Lines come one by one, so that a caller may read them as it likes.</summary>
/// <remarks>Columns are parted by a tab, or where a line has none by blanks. A line that begins with <c>#</c> is a comment unless it is a
/// row by its columns: texts of social media have tokens that begin so. <c>-DOCSTART-</c> ends a sentence.</remarks>
/// <param name="isRow">Whether fields are a row by what they hold; false in formats whose rows never begin with <c>#</c>.</param>
internal sealed class ConllParser(Func<string[], bool> isRow)
{
    private readonly List<ConllRow> rows = [];
    private readonly Dictionary<string, string> comments = [];
    private int line;
    private int firstComment;
    private bool hasTabs;
    private int width = 2; // of the last row

    /// <param name="text">The next line, without its end.</param>
    /// <returns>The sentence that this line ends; null where it ends none.</returns>
    public ConllSentence? Add(string text)
    {
        line++;
        text = line == 1 ? text.TrimStart('\uFEFF') : text;
        if (string.IsNullOrWhiteSpace(text))
        {
            return Finish();
        }

        var fields = Split(text);
        if (text.StartsWith('#') && !(IsLikeOthers(text, fields) && isRow(fields)))
        {
            AddComment(text);
            return null;
        }

        if (fields[0] == "-DOCSTART-")
        {
            return Finish();
        }

        hasTabs |= text.Contains('\t', StringComparison.Ordinal);
        width = fields.Length;
        rows.Add(new ConllRow(line, fields));
        return null;
    }

    /// <returns>The sentence that stands at the end of the file; null where there is none.</returns>
    public ConllSentence? Finish()
    {
        if (rows.Count == 0 && comments.Count == 0)
        {
            return null;
        }

        var sentence = new ConllSentence(rows.Count > 0 ? rows[0].Line : firstComment, new Dictionary<string, string>(comments), [.. rows]);
        rows.Clear();
        comments.Clear();
        return sentence;
    }

    public static string[] Split(string text) => text.Contains('\t', StringComparison.Ordinal)
        ? text.Split('\t')
        : text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } fields ? fields : [text];

    private bool IsLikeOthers(string text, string[] fields) =>
        fields.Length == width && (!hasTabs || text.Contains('\t', StringComparison.Ordinal));

    private void AddComment(string text)
    {
        firstComment = comments.Count == 0 ? line : firstComment;
        if (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
        {
            comments[text[1..equals].Trim()] = ConllComment.Read(text[(equals + 1)..].Trim());
        }
    }
}
