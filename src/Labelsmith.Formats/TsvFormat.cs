using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Formats.Delimited;

namespace Labelsmith.Formats;

/// <summary>Tables with a tabulator between columns; quotation marks are part of the text unless <c>quotes: true</c>.</summary>
internal sealed class TsvFormat : IDatasetFormat
{
    private readonly TableDataset tables = new(".tsv", '\t', quotedByDefault: false);

    public string Key => "tsv";

    public string Title => "Tab-separated table (TSV)";

    public IReadOnlyList<Medium> Media => [Medium.Text, Medium.Image, Medium.Audio];

    public bool Recognizes(DataFolder data) => tables.Recognizes(data);

    public Dataset Read(DataFolder data, DatasetDescription description) => tables.Read(data, description with { Quotes = description.Quotes ?? false });
}
