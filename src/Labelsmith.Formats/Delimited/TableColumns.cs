using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Delimited;

/// <summary>What the columns of a table hold.</summary>
internal sealed record TableColumns
{
    private static readonly string[] TextNames =
        ["text", "sentence", "content", "message", "body", "document", "review", "tweet", "question", "sms", "comment", "headline", "description", "title"];

    private static readonly string[] LabelNames =
        ["label", "labels", "class", "category", "target", "sentiment", "intent", "tag", "topic", "labelname", "classname", "y"];

    private static readonly string[] NumberNames = ["number", "value", "rating"];

    private static readonly string[] IdNames = ["id", "itemid", "uid", "key"];

    private static readonly string[] FileNames = ["file", "filename", "image", "imagepath", "path", "filepath", "imagename", "imageid", "audio", "wav"];

    /// <summary>All of them are the text, one after the other.</summary>
    public IReadOnlyList<int> Text { get; init; } = [];

    public int? Label { get; init; }

    /// <summary>Of the item, to be learned; null where there is a label.</summary>
    public int? Number { get; init; }

    public int? Id { get; init; }

    /// <summary>A path relative to the table.</summary>
    public int? File { get; init; }

    public int? Split { get; init; }

    /// <summary>Of a row at least.</summary>
    public int Count { get; init; }

    /// <summary>A text or a file says what the item is.</summary>
    public bool HasItems => Text.Count > 0 || File is not null;

    /// <summary>By the names of a first line; where several could be the text, the first of our list is.</summary>
    public static TableColumns FromHeader(IReadOnlyList<string> header)
    {
        var names = header.Select(Normalize).ToList();
        if (names.Contains("xmin") || names.Contains("bbox"))
        {
            return new TableColumns { Count = header.Count }; // rows of boxes: their label is not that of the image
        }

        var text = TextNames.Select(name => names.IndexOf(name)).Where(index => index >= 0).Take(1).ToList();
        var label = Find(names, LabelNames);
        return new TableColumns
        {
            Text = text,
            Label = label,
            Number = label is null ? Find(names, NumberNames) : null,
            Id = Find(names, IdNames),
            File = Find(names, FileNames),
            Split = Find(names, ["split", "subset", "fold"]),
            Count = header.Count,
        };
    }

    /// <summary>By <c>columns</c> of <c>dataset.yaml</c>: what each column holds, in their order.</summary>
    public static TableColumns FromRoles(IReadOnlyList<string> roles)
    {
        var known = (string[])["text", "label", "number", "id", "file", "split"];
        var unknown = roles.FirstOrDefault(role => role is not ("" or "_" or "-") && !known.Contains(role));
        return unknown is not null
            ? throw new Domain.Datasets.BadDataException(
                $"{DatasetYaml.FileName}: 'columns' names '{unknown}': a column is text, label, number, id, file, split or '' (left out).")
            : new TableColumns
            {
                Text = [.. Enumerable.Range(0, roles.Count).Where(index => roles[index] == "text")],
                Label = Find([.. roles], ["label"]),
                Number = Find([.. roles], ["number"]),
                Id = Find([.. roles], ["id"]),
                File = Find([.. roles], ["file"]),
                Split = Find([.. roles], ["split"]),
                Count = roles.Count,
            };
    }

    /// <summary>By the content of two columns without names: the label is the one with fewer different values, the text the longer one.</summary>
    /// <returns>Null where that is not clear.</returns>
    public static TableColumns? Guess(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0 || rows.Any(row => row.Length < 1))
        {
            return null;
        }

        if (rows.All(row => row.Length == 1))
        {
            return new TableColumns { Text = [0], Count = 1 };
        }

        int Distinct(int column) => rows.Select(row => row[column]).Distinct().Count();
        double Length(int column) => rows.Average(row => row[column].Length);
        if (rows.Any(row => row.Length < 2) || Distinct(0) == Distinct(1))
        {
            return null;
        }

        var label = Distinct(0) < Distinct(1) ? 0 : 1;
        return Distinct(label) <= Math.Max(2, rows.Count / 2) && Length(1 - label) > Length(label)
            ? new TableColumns { Label = label, Text = [1 - label], Count = 2 }
            : null;
    }

    public static string Normalize(string name) => name.Trim().Trim('\uFEFF').Replace("_", "", StringComparison.Ordinal)
        .Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static int? Find(List<string> names, IReadOnlyList<string> candidates) =>
        candidates.Select(name => names.IndexOf(name)).Where(index => index >= 0).Select(index => (int?)index).FirstOrDefault();
}
