using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Formats.Coco;

/// <summary>Writes images as they come; their annotations wait in a temporary file until the images end.</summary>
internal sealed class CocoWriter : IAsyncDisposable
{
    private const int FlushLength = 64 << 10;

    private readonly ExportHeader header;
    private readonly Stream output;
    private readonly FileStream waiting = Spool.Create();
    private readonly ArrayBufferWriter<byte> images = new(FlushLength);
    private readonly ArrayBufferWriter<byte> annotations = new(FlushLength);
    private readonly Dictionary<string, int> numbers = [];
    private int imageCount;
    private int annotationCount;

    public CocoWriter(ExportHeader header, Stream output)
    {
        (this.header, this.output) = (header, output);
        foreach (var label in header.Classes)
        {
            NumberOf(label);
        }
    }

    public async Task BeginAsync(CancellationToken cancel)
    {
        images.Write("{\"info\":"u8);
        Append(images, json =>
        {
            json.WriteStartObject();
            json.WriteString("description", header.Name);
            json.WriteString("contributor", "Labelsmith");
            json.WriteString("date_created", header.CreatedAt.ToString("O", CultureInfo.InvariantCulture));
            json.WriteNumber("year", header.CreatedAt.Year);
            json.WriteString("content", JsonNamingPolicy.CamelCase.ConvertName(header.Content.ToString()));
            json.WriteEndObject();
        });
        images.Write(",\n\"images\":["u8);
        await FlushAsync(images, output, cancel);
    }

    /// <summary>Writes an image with its answers; one that nobody answered is left out, since COCO would say that it shows nothing.</summary>
    public async Task AddAsync(ItemRecord record, CancellationToken cancel)
    {
        if (record.Medium != Medium.Image || (record.Annotation is null && record.Prediction is null))
        {
            return;
        }

        images.Write(imageCount++ == 0 ? "\n"u8 : ",\n"u8);
        Append(images, json => WriteImage(json, record));
        foreach (var answer in record.Annotation ?? [])
        {
            Add(answer, "annotation");
        }

        foreach (var answer in record.Prediction?.Answers ?? [])
        {
            Add(answer, "prediction");
        }

        await FlushWhereFullAsync(images, output, cancel);
        await FlushWhereFullAsync(annotations, waiting, cancel);
    }

    public async Task EndAsync(CancellationToken cancel)
    {
        images.Write("\n],\n\"annotations\":["u8);
        await FlushAsync(images, output, cancel);
        await FlushAsync(annotations, waiting, cancel);
        waiting.Position = 0;
        await waiting.CopyToAsync(output, cancel);
        images.Write("\n],\n\"categories\":["u8);
        var first = true;
        foreach (var (name, number) in numbers)
        {
            images.Write(first ? "\n"u8 : ",\n"u8);
            first = false;
            Append(images, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("id", number);
                json.WriteString("name", name);
                json.WriteString("supercategory", "");
                json.WriteEndObject();
            });
        }

        images.Write("\n]}\n"u8);
        await FlushAsync(images, output, cancel);
        await output.FlushAsync(cancel);
    }

    public ValueTask DisposeAsync() => waiting.DisposeAsync();

    private void WriteImage(Utf8JsonWriter json, ItemRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber("id", imageCount);
        json.WriteString("file_name", record.File ?? record.Id);
        if (record is { Width: { } width, Height: { } height })
        {
            json.WriteNumber("width", width);
            json.WriteNumber("height", height);
        }

        json.WritePropertyName("labelsmith");
        JsonSerializer.Serialize(json, ItemExtras.Of(record), DomainJson.Options);
        json.WriteEndObject();
    }

    private void Add(Answer answer, string source)
    {
        if (answer.Region is not (Box or Polygon or Mask))
        {
            return;
        }

        foreach (var label in answer.Labels)
        {
            annotations.Write(annotationCount++ == 0 ? "\n"u8 : ",\n"u8);
            Append(annotations, json => WriteAnnotation(json, answer, NumberOf(label), source));
        }
    }

    private void WriteAnnotation(Utf8JsonWriter json, Answer answer, int category, string source)
    {
        json.WriteStartObject();
        json.WriteNumber("id", annotationCount);
        json.WriteNumber("image_id", imageCount);
        json.WriteNumber("category_id", category);
        var bounds = RegionExtent.Bounds(answer.Region!) ?? new Box(0, 0, 0, 0);
        json.WritePropertyName("bbox");
        WriteNumbers(json, [bounds.X, bounds.Y, bounds.Width, bounds.Height]);
        json.WriteNumber("area", RegionExtent.Area(answer.Region!));
        json.WriteNumber("iscrowd", 0);
        WriteSegmentation(json, answer.Region!);
        if (answer.Score is { } score)
        {
            json.WriteNumber("score", score);
        }

        json.WriteString("source", source);
        json.WriteString("control", answer.Control);
        json.WriteString("answer", answer.Id);
        json.WriteEndObject();
    }

    private static void WriteSegmentation(Utf8JsonWriter json, Region region)
    {
        json.WritePropertyName("segmentation");
        if (region is Mask mask)
        {
            json.WriteStartObject();
            json.WritePropertyName("size");
            WriteNumbers(json, [mask.Height, mask.Width]);
            json.WriteString("counts", CocoCounts.Compress(ColumnRuns.FromMask(mask)));
            json.WriteEndObject();
            return;
        }

        json.WriteStartArray();
        if (region is Polygon polygon)
        {
            WriteNumbers(json, polygon.Points.SelectMany(point => (double[])[point.X, point.Y]));
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, IEnumerable<double> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private int NumberOf(string label)
    {
        if (!numbers.TryGetValue(label, out var number))
        {
            number = header.ClassNumbers.TryGetValue(label, out var given)
                ? given
                : Enumerable.Range(1, int.MaxValue - 1).First(free => !numbers.ContainsValue(free) && !header.ClassNumbers.Values.Contains(free));
            numbers[label] = number;
        }

        return number;
    }

    private static void Append(ArrayBufferWriter<byte> buffer, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(buffer);
        write(json);
    }

    private static Task FlushWhereFullAsync(ArrayBufferWriter<byte> buffer, Stream stream, CancellationToken cancel) =>
        buffer.WrittenCount < FlushLength ? Task.CompletedTask : FlushAsync(buffer, stream, cancel);

    private static async Task FlushAsync(ArrayBufferWriter<byte> buffer, Stream stream, CancellationToken cancel)
    {
        await stream.WriteAsync(buffer.WrittenMemory, cancel);
        buffer.ResetWrittenCount();
    }
}
