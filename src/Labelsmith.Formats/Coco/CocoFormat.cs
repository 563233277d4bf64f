using System.Runtime.CompilerServices;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Coco;

/// <summary>COCO instances: boxes, outlines and masks, with run lengths as text or list. Category ids are kept. Predictions have a
/// <c>score</c> and <c>source: prediction</c>; <c>info.content</c> says what the file holds; answers about the whole image stand in its member
/// <c>labelsmith</c>.</summary>
internal sealed class CocoFormat : IDatasetFormat, IRecordReader, IRecordWriter
{
    public string Key => "coco";

    public string Title => "COCO instances (JSON)";

    public IReadOnlyList<Medium> Media => [Medium.Image];

    public string FileExtension => ".json";

    public string ContentType => "application/json";

    public bool Recognizes(DataFolder data) => data.Files.Any(file => IsJson(file) && RecognizesStart(data.ReadStart(file)));

    public bool RecognizesStart(ReadOnlySpan<byte> start)
    {
        start = (start.StartsWith("\uFEFF"u8) ? start[3..] : start).TrimStart(" \t\r\n"u8);
        return start.StartsWith("{"u8)
            && ((Has(start, "\"images\""u8) && Has(start, "\"file_name\""u8))
                || (Has(start, "\"annotations\""u8) && Has(start, "\"image_id\""u8) && Has(start, "\"category_id\""u8)));
    }

    public Dataset Read(DataFolder data, DatasetDescription description) => CocoDataset.Read(data, description, this);

    public async IAsyncEnumerable<ReadRecord> ReadAsync(Stream input, string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = await Spool.CopyAsync(input, cancel);
        CocoIndex? index = null;
        Fault? broken = null;
        try
        {
            index = CocoIndex.Read(file, name);
        }
        catch (BadDataException bad)
        {
            broken = new Fault(name, bad.Message);
        }

        foreach (var fault in index?.Faults ?? [broken!])
        {
            yield return ReadRecord.Refused(fault.Where, fault.Sentence);
        }

        foreach (var image in index?.Images ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            var (record, faults) = ReadImage(file, image, index!);
            foreach (var fault in faults)
            {
                yield return ReadRecord.Refused(name, fault);
            }

            yield return ReadRecord.Of(record);
        }
    }

    public async Task WriteAsync(ExportHeader header, IAsyncEnumerable<ItemRecord> records, Stream output, CancellationToken cancel)
    {
        await using var writer = new CocoWriter(header, output);
        await writer.BeginAsync(cancel);
        await foreach (var record in records.WithCancellation(cancel))
        {
            await writer.AddAsync(header.Trim(record), cancel);
        }

        await writer.EndAsync(cancel);
    }

    public static bool IsJson(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>An image with its annotations, and the sentences about those that are broken.</summary>
    public static (ItemRecord Record, IReadOnlyList<string> Faults) ReadImage(Stream file, CocoImage image, CocoIndex index)
    {
        var faults = new List<string>();
        var (byPeople, byModels) = (new List<Answer>(), new List<Answer>());
        foreach (var place in index.AnnotationsOf(image))
        {
            var (annotation, fault) = CocoAnnotation.Read(file, place, image, index);
            if (fault is not null)
            {
                faults.Add(fault);
            }
            else if (annotation is { } read)
            {
                ItemExtras.AddOrJoin(read.IsPrediction ? byModels : byPeople, read.Answer);
            }
        }

        var record = new ItemRecord
        {
            Id = image.FileName,
            Medium = Medium.Image,
            File = image.FileName,
            Width = image.Width,
            Height = image.Height,
        };
        return (ItemExtras.Join(image.Extras, record, byPeople, byModels), faults);
    }

    private static bool Has(ReadOnlySpan<byte> start, ReadOnlySpan<byte> text) => start.IndexOf(text) >= 0;
}
