using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Native;

/// <summary>Labelsmith's own: a header and then one <see cref="ItemRecord"/> a line, as JSON. Nothing is lost in it.</summary>
internal sealed class NativeFormat : IDatasetFormat, IRecordReader, IRecordWriter
{
    private const int FlushLength = 64 << 10;

    public string Key => "native";

    public string Title => "Labelsmith (JSON lines)";

    public IReadOnlyList<Medium> Media => [Medium.Image, Medium.Text, Medium.Audio];

    public string FileExtension => ".jsonl";

    public string ContentType => "application/x-ndjson";

    public static bool IsJsonLines(string file) =>
        file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    public bool Recognizes(DataFolder data) => data.Files.Any(file => IsJsonLines(file) && RecognizesStart(data.ReadStart(file)));

    /// <summary>The first line is a header, or says id and medium.</summary>
    public bool RecognizesStart(ReadOnlySpan<byte> start)
    {
        start = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        var end = start.IndexOf((byte)'\n');
        var line = end < 0 ? start : start[..end];
        return NativeHeader.IsHeader(line)
            || (line.StartsWith("{"u8) && line.IndexOf("\"medium\":"u8) >= 0 && line.IndexOf("\"id\":"u8) >= 0);
    }

    public Dataset Read(DataFolder data, DatasetDescription description) => NativeDataset.Read(data, description);

    public async IAsyncEnumerable<ReadRecord> ReadAsync(Stream input, string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var line in LineReader.ReadAsync(input, cancel))
        {
            if (line.Number == 1 && NativeHeader.IsHeader(line.Bytes.Span))
            {
                if (NativeHeader.Parse(line.Bytes.Span, out var sentence) is null)
                {
                    yield return ReadRecord.Refused($"{name}:1", sentence);
                    yield break;
                }

                continue;
            }

            yield return ParseRecord(line, name);
        }
    }

    public async Task WriteAsync(ExportHeader header, IAsyncEnumerable<ItemRecord> records, Stream output, CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushLength);
        Append(buffer, NativeHeader.Of(header));
        await foreach (var record in records.WithCancellation(cancel))
        {
            Append(buffer, header.Trim(record));
            if (buffer.WrittenCount >= FlushLength)
            {
                await output.WriteAsync(buffer.WrittenMemory, cancel);
                buffer.ResetWrittenCount();
            }
        }

        await output.WriteAsync(buffer.WrittenMemory, cancel);
        await output.FlushAsync(cancel);
    }

    /// <summary>The record of a line, or what is wrong with it.</summary>
    public static ReadRecord ParseRecord(ByteLine line, string name)
    {
        var where = $"{name}:{line.Number}";
        if (line.TooLong)
        {
            return ReadRecord.Refused(where, "The line is longer than 64 MB: the file is no JSON lines, and the rest of it is not read.");
        }

        try
        {
            var record = JsonSerializer.Deserialize<ItemRecord>(line.Bytes.Span, DomainJson.Options)
                ?? throw new JsonException("null is no record");
            return FindFault(record) is { } fault ? ReadRecord.Refused(where, fault) : ReadRecord.Of(record);
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            return ReadRecord.Refused(where, $"The line is no record of this format and is left out: {Shorten(broken.Message)}");
        }
    }

    private static string? FindFault(ItemRecord record) =>
        string.IsNullOrWhiteSpace(record.Id) ? "The record has no id."
        : (record.Annotation ?? []).Concat(record.Prediction?.Answers ?? []).Select(answer => answer.FindFault()).FirstOrDefault(fault => fault is not null);

    /// <summary>Without the path and position that the parser appends: the line is said already.</summary>
    private static string Shorten(string message) =>
        message.Split(" Path:")[0].Replace("Labelsmith.Domain.Answers.", "", StringComparison.Ordinal).Replace("Labelsmith.Domain.Regions.", "", StringComparison.Ordinal);

    private static void Append<T>(ArrayBufferWriter<byte> buffer, T value)
    {
        using (var json = new Utf8JsonWriter(buffer))
        {
            JsonSerializer.Serialize(json, value, DomainJson.Options);
        }

        buffer.Write("\n"u8);
    }
}
