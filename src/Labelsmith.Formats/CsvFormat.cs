using System.Runtime.CompilerServices;
using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Formats.Delimited;
using Labelsmith.Formats.Native;

namespace Labelsmith.Formats;

/// <summary>Tables with commas. As data: a text, or a file of an image or recording, a row. As labels: a row for each label, with a <c>source</c> that says
/// whether a person or a model gave it; labels with commas, quotation marks or line breaks are quoted, and what a spreadsheet would run as a
/// formula gets an apostrophe.</summary>
internal sealed class CsvFormat : IDatasetFormat, IRecordReader, IRecordWriter
{
    private readonly TableDataset tables = new(".csv", ',', quotedByDefault: true);

    public string Key => "csv";

    public string Title => "Comma-separated table (CSV)";

    public IReadOnlyList<Medium> Media => [Medium.Text, Medium.Image, Medium.Audio];

    public string FileExtension => ".csv";

    public string ContentType => "text/csv; charset=utf-8";

    public bool Recognizes(DataFolder data) => tables.Recognizes(data);

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var ours = data.Files.Where(file => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && IsOurs(data.ReadStart(file))).ToList();
        return ours.Count > 0 ? ReadRecords(data, description, ours) : tables.Read(data, description);
    }

    public bool RecognizesStart(ReadOnlySpan<byte> start)
    {
        var end = start.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? start : start[..end]).TrimEnd('\r');
        var row = DelimitedParser.ReadAll(new StringReader(line), ',', quotes: true).FirstOrDefault();
        return row is { Fault: null, Fields.Length: > 1 } && new CsvRecords("", WithoutMark(row.Fields)).FindFault() is null;
    }

    public async IAsyncEnumerable<ReadRecord> ReadAsync(Stream input, string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        CsvRecords? records = null;
        using var text = new StreamReader(input, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        await foreach (var row in DelimitedParser.ReadAllAsync(text, ',', quotes: true, cancel))
        {
            if (records is null)
            {
                records = new CsvRecords(name, WithoutMark(row.Fields));
                if ((row.Fault ?? records.FindFault()) is { } sentence)
                {
                    yield return ReadRecord.Refused($"{name}:{row.Line}", sentence);
                    yield break;
                }

                continue;
            }

            foreach (var record in records.Add(row))
            {
                yield return record;
            }
        }

        if (records?.Finish() is { } last)
        {
            yield return last;
        }
    }

    public async Task WriteAsync(ExportHeader header, IAsyncEnumerable<ItemRecord> records, Stream output, CancellationToken cancel)
    {
        var writer = new CsvWriter(output);
        writer.AppendHeader();
        await foreach (var record in records.WithCancellation(cancel))
        {
            await writer.AppendAsync(header.Trim(record), cancel);
        }

        await writer.FlushAsync(cancel);
    }

    /// <summary>Tables of answers that we wrote: people's are the truth, models' are not.</summary>
    private static Dataset ReadRecords(DataFolder data, DatasetDescription description, IReadOnlyList<string> files)
    {
        var splits = new SplitTable(data, description);
        var list = new ItemList();
        var records = new List<(ItemRecord, string, Split?)>();
        foreach (var file in files)
        {
            using var text = new StreamReader(data.OpenRead(file), Encoding.UTF8);
            var split = splits.IsEmpty ? SplitNames.OfFile(file) : splits.Of(file);
            foreach (var entry in ReadOurs(text, file))
            {
                if (entry.Record is { } record)
                {
                    records.Add((record, file, split ?? splits.Of(record.Id)));
                }
                else
                {
                    list.Refuse(entry.Fault!);
                }
            }
        }

        return NativeDataset.Create(data, description, splits, list, records, []);
    }

    private static IEnumerable<ReadRecord> ReadOurs(StreamReader text, string file)
    {
        CsvRecords? reader = null;
        foreach (var row in DelimitedParser.ReadAll(text, ',', quotes: true))
        {
            if (reader is null)
            {
                reader = new CsvRecords(file, row.Fields);
                continue;
            }

            foreach (var record in reader.Add(row))
            {
                yield return record;
            }
        }

        if (reader?.Finish() is { } last)
        {
            yield return last;
        }
    }

    private static bool IsOurs(ReadOnlySpan<byte> start) =>
        start.StartsWith(Encoding.UTF8.GetBytes(string.Join(',', CsvColumns.First)));

    private static string[] WithoutMark(string[] header) => [.. header.Select(name => name.Trim('\uFEFF'))];
}
