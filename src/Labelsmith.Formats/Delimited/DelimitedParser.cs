using System.Text;

namespace Labelsmith.Formats.Delimited;

/// <summary>One row of a table of text.</summary>
/// <param name="Line">On which it begins, from 1.</param>
/// <param name="Fields">Without their quotation marks.</param>
/// <param name="Fault">What is wrong with the row, or null.</param>
internal readonly record struct Row(int Line, string[] Fields, string? Fault = null);

/// <summary>Cuts characters, as they come, into rows and fields: RFC 4180 with any separator. Rows end with a line feed, with or without a
/// carriage return before it; empty lines are no rows.</summary>
internal sealed class DelimitedParser(char separator, bool quotes)
{
    private const int MaximumField = 8 << 20;

    private readonly List<string> fields = [];
    private readonly StringBuilder field = new();
    private bool inQuotes;
    private bool wasQuoted;
    private bool quoteSeen; // within quotes: the next character tells whether it ends the field
    private bool tooLong;
    private bool returnIsLast; // the last character is a carriage return outside of quotes: it belongs to the line's end
    private int line = 1;
    private int rowLine = 1;

    /// <summary>The rows that end within these characters.</summary>
    public IEnumerable<Row> Push(ReadOnlyMemory<char> characters)
    {
        for (var at = 0; at < characters.Length; at++)
        {
            var character = characters.Span[at];
            if (quoteSeen)
            {
                quoteSeen = false;
                if (character == '"')
                {
                    Append('"');
                    continue;
                }

                inQuotes = false;
            }

            if (inQuotes)
            {
                line += character == '\n' ? 1 : 0;
                quoteSeen = character == '"';
                if (!quoteSeen)
                {
                    Append(character);
                }
            }
            else if (character == '\n')
            {
                line++;
                if (TryEndRow(out var row))
                {
                    yield return row;
                }

                rowLine = line;
            }
            else if (character == separator)
            {
                EndField();
            }
            else if (character == '"' && quotes && field.Length == 0 && !wasQuoted)
            {
                inQuotes = wasQuoted = true;
            }
            else
            {
                Append(character);
                returnIsLast = character == '\r';
            }
        }
    }

    /// <summary>The row that the end of the file ends, or null.</summary>
    public Row? Finish()
    {
        if (inQuotes && !quoteSeen)
        {
            return new Row(rowLine, [], "A quotation mark that opens in this row is never closed: close it, or set 'quotes: false' in dataset.yaml.");
        }

        return TryEndRow(out var row) ? row : null;
    }

    /// <summary>All rows of a text.</summary>
    public static IEnumerable<Row> ReadAll(TextReader reader, char separator, bool quotes)
    {
        var parser = new DelimitedParser(separator, quotes);
        var buffer = new char[1 << 14];
        while (reader.Read(buffer) is > 0 and var count)
        {
            foreach (var row in parser.Push(buffer.AsMemory(0, count)))
            {
                yield return row;
            }
        }

        if (parser.Finish() is { } last)
        {
            yield return last;
        }
    }

    /// <summary>All rows of a text that is read asynchronously.</summary>
    public static async IAsyncEnumerable<Row> ReadAllAsync(
        TextReader reader, char separator, bool quotes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var parser = new DelimitedParser(separator, quotes);
        var buffer = new char[1 << 14];
        while (await reader.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            foreach (var row in parser.Push(buffer.AsMemory(0, count)))
            {
                yield return row;
            }
        }

        if (parser.Finish() is { } last)
        {
            yield return last;
        }
    }

    private void Append(char character)
    {
        returnIsLast = false;
        if (field.Length < MaximumField)
        {
            field.Append(character);
        }
        else
        {
            tooLong = true;
        }
    }

    private void EndField()
    {
        fields.Add(field.ToString());
        field.Clear();
        (wasQuoted, returnIsLast) = (false, false);
    }

    private bool TryEndRow(out Row row)
    {
        if (returnIsLast && field.Length > 0)
        {
            field.Length--;
        }

        var isEmpty = fields.Count == 0 && field.Length == 0 && !wasQuoted;
        EndField();
        row = new Row(rowLine, [.. fields], tooLong ? $"A field is longer than {MaximumField >> 20} MB: is a quotation mark not closed?" : null);
        fields.Clear();
        (inQuotes, quoteSeen, tooLong) = (false, false, false);
        return !isEmpty;
    }
}
