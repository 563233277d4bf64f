using System.Text;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Conll;

/// <summary>Files of columns within data.</summary>
internal static class ConllFiles
{
    private const int LookedAt = 50; // rows
    private const int LeastWordColumns = 8; // of the 10 of CoNLL-U

    /// <summary>The sentences of every file that belongs to the data: those of the splits, else those that look so, else all.</summary>
    /// <param name="looksRight">Of the beginning of a file.</param>
    /// <param name="parser">A new one for each file.</param>
    /// <exception cref="BadDataException">A file cannot be read, or is not in its encoding.</exception>
    public static IEnumerable<(string File, ConllSentence Sentence)> Read(
        DataFolder data, DatasetDescription description, SplitTable splits, Func<byte[], bool> looksRight, Func<ConllParser> parser)
    {
        var encoding = TextEncoding.Strict(TextEncoding.Of(description));
        var files = data.Files.Where(file => splits.HasGlobs ? splits.Of(file) is not null : looksRight(data.ReadStart(file))).ToList();
        foreach (var file in files.Count > 0 || splits.HasGlobs ? files : data.Files)
        {
            var sentences = parser();
            using var text = new StreamReader(data.OpenRead(file), encoding);
            while (ReadLine(text, file, encoding) is { } line)
            {
                if (sentences.Add(line) is { } sentence)
                {
                    yield return (file, sentence);
                }
            }

            if (sentences.Finish() is { } last)
            {
                yield return (file, last);
            }
        }
    }

    /// <summary>Whether a file begins with rows of at least two columns of which the last one is a tag.</summary>
    public static bool LooksTagged(ReadOnlySpan<byte> start)
    {
        var rows = Rows(start);
        return rows.Count > 0
            && rows.All(row => row.Length > 1 && row.Length == rows[0].Length)
            && rows.All(row => row[^1] == ConllTag.Unknown || (ConllTag.Parse(row[^1]) is { } tag && row[^1].Length != 1 == (tag.Place != 'O')))
            && rows.Any(row => row[^1] != ConllTag.Unknown)
            && !LooksLikeWords(rows);
    }

    /// <summary>Whether a file begins as CoNLL-U does: many columns, of which the first one counts.</summary>
    public static bool LooksLikeWords(ReadOnlySpan<byte> start) => LooksLikeWords(Rows(start));

    private static bool LooksLikeWords(List<string[]> rows) =>
        rows.Count > 0 && rows.All(row => row.Length >= LeastWordColumns && ConllWord.IsNumber(row[0])) && rows.Any(row => row[0] == "1");

    /// <summary>The first whole rows, without comments.</summary>
    private static List<string[]> Rows(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start);
        var end = text.LastIndexOf('\n');
        return
        [
            .. text[..Math.Max(0, end)].Split('\n')
                .Select(line => line.TrimEnd('\r').TrimStart('\uFEFF'))
                .Where(line => !string.IsNullOrWhiteSpace(line) && !line.StartsWith('#') && !line.StartsWith("-DOCSTART-", StringComparison.Ordinal))
                .Take(LookedAt)
                .Select(ConllParser.Split),
        ];
    }

    private static string? ReadLine(StreamReader text, string file, Encoding encoding)
    {
        try
        {
            return text.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw new BadDataException($"'{file}' is not {encoding.WebName}: save it as UTF-8, or name its 'encoding' in {DatasetYaml.FileName}.");
        }
        catch (IOException failure)
        {
            throw new BadDataException($"'{file}' cannot be read: {failure.Message}", failure);
        }
    }
}
