using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Delimited;

/// <summary>Makes items of rows.</summary>
internal sealed class TableRows(ClassTable classes, ItemList list, SplitTable splits, DatasetDescription description, char separator)
{
    private readonly TextItems texts = new(classes, list);

    /// <summary>Whether some row had a number to be learned.</summary>
    public bool HasNumbers { get; private set; }

    public void Add(DataFolder data, string table, IEnumerable<Row> rows, (TableColumns Columns, bool Header) layout)
    {
        var columns = layout.Columns;
        var tableSplit = splits.IsEmpty ? SplitNames.OfFile(table) : splits.Of(table);
        foreach (var row in layout.Header ? rows.Skip(1) : rows)
        {
            var where = $"{table}:{row.Line}";
            var fields = JoinRest(row.Fields, columns);
            if (row.Fault is not null || fields.Length < columns.Count)
            {
                list.Refuse(where, row.Fault ?? $"The line has {fields.Length} of {columns.Count} fields and is left out.");
                continue;
            }

            var id = columns.Id is { } idColumn && fields[idColumn] != "" ? fields[idColumn] : $"{table}#{row.Line}";
            var split = columns.Split is { } splitColumn ? SplitNames.Of(fields[splitColumn]) : tableSplit ?? SplitOfId(id);
            var truth = split == Split.Unlabelled ? null : ReadTruth(where, fields, columns);
            if (columns.Text.Count > 0)
            {
                var text = string.Join(description.Joiner ?? "\n", columns.Text.Select(column => fields[column]));
                texts.AddAnswered(id, where, text, truth, split);
            }
            else
            {
                AddFile(data, table, where, fields[columns.File!.Value], truth, split);
            }
        }
    }

    private Split? SplitOfId(string id) => splits.IsEmpty ? null : splits.Of(id);

    /// <summary>Labels as they stand in the file, or a number; null where there is none that can be read.</summary>
    private IReadOnlyList<Answer>? ReadTruth(string where, string[] fields, TableColumns columns)
    {
        if ((columns.Number ?? columns.Label) is not { } column || fields[column].Trim() is not { Length: > 0 } cell)
        {
            return null;
        }

        if (columns.Number is null && description.Task != TaskKind.Regression)
        {
            return description.Task == TaskKind.Multilabel ? Truth.Choice(Multilabels.Split(cell)) : Truth.Choice(cell);
        }

        if (Numbers.Parse(cell) is not { } number)
        {
            list.Refuse(Numbers.Fault(where, cell));
            return null;
        }

        HasNumbers = true;
        return Truth.Number(number);
    }

    private void AddFile(DataFolder data, string table, string where, string name, IReadOnlyList<Answer>? truth, Split? split)
    {
        var images = description.Images ?? PathNames.Folder(table);
        var file = PathNames.Join(images, name.Replace('\\', '/').TrimStart('/'));
        if (FileMedium.Of(file) is not (Medium.Image or Medium.Audio) || !data.Contains(file))
        {
            list.Refuse(where, $"There is no image or recording '{file}' in the data: check its name, or the folder under 'images' in {DatasetYaml.FileName}.");
            return;
        }

        var item = new DataItem(file, new FileSource(data.PathOf(file))) { Split = split ?? SplitOfId(file) };
        if (classes.ToNames(truth, out var unknown) is { } named)
        {
            list.Add(item with { ReadTruth = () => named }, where);
        }
        else if (unknown is null)
        {
            list.Add(item, where);
        }
        else
        {
            list.Refuse(classes.Unknown(where, unknown));
        }
    }

    /// <summary>Where nothing quotes, the text in the last column may hold the separator.</summary>
    private string[] JoinRest(string[] fields, TableColumns columns) =>
        fields.Length > columns.Count && description.Quotes == false && columns.Text.Contains(columns.Count - 1)
            ? [.. fields[..(columns.Count - 1)], string.Join(separator, fields[(columns.Count - 1)..])]
            : fields;
}
