using System.Text;
using System.Text.RegularExpressions;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats;

/// <summary>A text a line; <c>pattern</c> may find the label and the text in it. Lines end with a line feed and nothing else.</summary>
internal sealed class LinesFormat : IDatasetFormat
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    public string Key => "lines";

    public string Title => "A text a line";

    public IReadOnlyList<Medium> Media => [Medium.Text];

    public bool Recognizes(DataFolder data) => data.IsFile && TextFolderFormat.IsText(data.Files[0]);

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var classes = new ClassTable(description);
        var list = new ItemList();
        var texts = new TextItems(classes, list);
        var pattern = description.Pattern is { } given ? new Regex(given, RegexOptions.None, MatchTimeout) : null;
        foreach (var file in data.Files.Where(file => !splits.HasGlobs || splits.Of(file) is not null))
        {
            var fileSplit = splits.IsEmpty ? SplitNames.OfFile(file) : splits.Of(file);
            foreach (var (number, line) in ReadLines(data, file, description))
            {
                var (id, where) = ($"{file}#{number}", $"{file}:{number}");
                var split = fileSplit ?? (splits.IsEmpty ? null : splits.Of(id));
                if (Cut(pattern, line) is not var (label, text))
                {
                    list.Refuse(where, "The line does not match 'pattern' and is left out.");
                    continue;
                }

                texts.Add(id, where, text, label, split);
            }
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Text,
            Task = description.Task ?? (list.Items.Any(item => item.IsLabelled) ? TaskKind.Classification : null),
            Items = list.OrThrow(data, "no lines"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static (string? Label, string Text)? Cut(Regex? pattern, string line)
    {
        if (pattern is null)
        {
            return (null, line);
        }

        try
        {
            var match = pattern.Match(line);
            return match.Success ? (match.Groups["label"] is { Success: true } label ? label.Value : null, match.Groups["text"].Value) : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Numbered from 1; empty lines are counted and left out.</summary>
    private static IEnumerable<(int Number, string Line)> ReadLines(DataFolder data, string file, DatasetDescription description)
    {
        var encoding = TextEncoding.Strict(TextEncoding.Of(description));
        string whole;
        try
        {
            whole = File.ReadAllText(data.PathOf(file), encoding);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"'{file}' cannot be read: {failure.Message}", failure);
        }
        catch (DecoderFallbackException)
        {
            throw new BadDataException($"'{file}' is not {encoding.WebName}: save it as UTF-8, or name its 'encoding' in {DatasetYaml.FileName}.");
        }

        var number = 0;
        for (var start = 0; start < whole.Length;)
        {
            var end = whole.IndexOf('\n', start) is >= 0 and var found ? found : whole.Length;
            var line = whole[start..end].TrimEnd('\r');
            (start, number) = (end + 1, number + 1);
            if (line != "")
            {
                yield return (number, line);
            }
        }
    }
}
