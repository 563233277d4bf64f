using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Delimited;

/// <summary>Reads tables as data sets: a text, or a file of an image or recording, a row, with its label. Ids are <c>FILE#LINE</c> or the row's own.</summary>
internal sealed class TableDataset(string extension, char separator, bool quotedByDefault)
{
    private const int GuessedRows = 200;

    /// <summary>Some table names a column of texts or of files that are there, or there is nothing but tables.</summary>
    public bool Recognizes(DataFolder data)
    {
        var tables = data.Files.Where(IsTable).ToList();
        return tables.Count > 0 && (tables.Count == data.Files.Count || tables.Any(table => HasItems(data, table)));
    }

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var classes = new ClassTable(description);
        var list = new ItemList();
        var reader = new TableRows(classes, list, splits, description, separator);
        var annotations = description.Annotations?.Select(glob => new Glob(glob)).ToList();
        var tables = data.Files.Where(file => annotations is null ? IsTable(file) : annotations.Any(glob => glob.Matches(file)))
            .Where(file => !splits.HasGlobs || annotations is not null || splits.Of(file) is not null).ToList();
        foreach (var table in tables)
        {
            using var text = Open(data, table, description);
            var rows = DelimitedParser.ReadAll(text, separator, description.Quotes ?? quotedByDefault);
            try
            {
                reader.Add(data, table, rows, FindColumns(data, table, description));
            }
            catch (DecoderFallbackException)
            {
                throw new BadDataException(
                    $"'{table}' is not {TextEncoding.Strict(TextEncoding.Of(description)).WebName}: save it as UTF-8, or name its 'encoding' in {DatasetYaml.FileName}.");
            }
        }

        var items = list.OrThrow(data, $"no rows in {extension} files");
        return new Dataset
        {
            Name = data.Name,
            Medium = items[0].Source is FileSource file ? FileMedium.Of(file.Path) ?? Medium.Text : Medium.Text,
            Task = description.Task ?? (items.Any(item => item.IsLabelled) ? reader.HasNumbers ? TaskKind.Regression : TaskKind.Classification : null),
            Items = items,
            Classes = description.Task == TaskKind.Regression ? [] : classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private bool IsTable(string file) => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static StreamReader Open(DataFolder data, string table, DatasetDescription description)
    {
        try
        {
            return new StreamReader(data.PathOf(table), TextEncoding.Strict(TextEncoding.Of(description)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"'{table}' cannot be read: {failure.Message}", failure);
        }
    }

    private bool HasItems(DataFolder data, string table)
    {
        try
        {
            var (columns, _) = FindColumns(data, table, new DatasetDescription());
            return columns.Text.Count > 0 || columns.File is not null;
        }
        catch (Exception failure) when (failure is BadDataException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>What the columns hold, and whether the first line names them.</summary>
    private (TableColumns Columns, bool Header) FindColumns(DataFolder data, string table, DatasetDescription description)
    {
        using var text = Open(data, table, description);
        var first = DelimitedParser.ReadAll(text, separator, description.Quotes ?? quotedByDefault).Take(GuessedRows)
            .Where(row => row.Fault is null).Select(row => row.Fields).ToList();
        if (first.Count == 0)
        {
            throw new BadDataException($"'{table}' is empty: a row needs a text, and a label where it has one.");
        }

        var named = TableColumns.FromHeader(first[0]);
        var looksNamed = named.HasItems && (named.Label is not null || named.Number is not null || named.Id is not null || named.Count == 1);
        if (description.Columns is { } roles)
        {
            return (TableColumns.FromRoles(roles), description.Header ?? looksNamed);
        }

        if (description.Header ?? looksNamed)
        {
            return named.HasItems
                ? (named, true)
                : throw new BadDataException(
                    $"'{table}' names the columns {string.Join(", ", first[0])}, none of which is known to hold the text: say which with 'columns' in {DatasetYaml.FileName}.");
        }

        return (TableColumns.Guess(first) ?? throw new BadDataException(
            $"'{table}' does not say which column is the text and which the label: name them in a first line or with 'columns' in {DatasetYaml.FileName}."), false);
    }
}
