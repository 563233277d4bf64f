using System.Text.Json;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Coco;

/// <summary>One annotation of a COCO file as an answer.</summary>
/// <param name="IsPrediction">A model gave it.</param>
internal readonly record struct CocoAnnotation(Answer Answer, bool IsPrediction)
{
    /// <summary>The annotation, or the sentence that says what is wrong with it.</summary>
    /// <param name="file">Seekable.</param>
    public static (CocoAnnotation? Annotation, string? Fault) Read(Stream file, (long Offset, int Length) place, CocoImage image, CocoIndex index)
    {
        var bytes = new byte[place.Length];
        file.Position = place.Offset;
        file.ReadExactly(bytes);
        using var document = JsonDocument.Parse(bytes);
        var id = document.RootElement.TryGetProperty("id", out var given) ? given.ToString() : "without id";
        try
        {
            return (Read(document.RootElement, id, image, index), null);
        }
        catch (Exception broken) when (broken is FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            return (null, $"The annotation {id} of {image.FileName} is left out: {(broken is FormatException ? broken.Message : "it is not as COCO has it.")}");
        }
    }

    private static CocoAnnotation Read(JsonElement entry, string id, CocoImage image, CocoIndex index)
    {
        var category = entry.TryGetProperty("category_id", out var key) ? key.ToString() : "";
        var label = index.Categories.GetValueOrDefault(category)
            ?? throw new FormatException($"its category {category} is not among the categories.");
        var answer = new Answer
        {
            Id = Text(entry, "answer") ?? id,
            Control = Text(entry, "control") ?? Truth.RegionControl,
            Labels = [label],
            Region = ReadRegion(entry, image),
            Score = entry.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number ? score.GetDouble() : null,
        };
        if (answer.FindFault() is { } fault)
        {
            throw new FormatException(fault);
        }

        // only models say how sure they are
        var isPrediction = Text(entry, "source") is { } source ? source == "prediction" : answer.Score is not null;
        return new CocoAnnotation(answer, isPrediction);
    }

    private static Region ReadRegion(JsonElement entry, CocoImage image)
    {
        var hasShape = entry.TryGetProperty("segmentation", out var shape);
        if (hasShape && shape.ValueKind == JsonValueKind.Object)
        {
            return ReadRuns(shape, image);
        }

        if (hasShape && shape.ValueKind == JsonValueKind.Array && shape.GetArrayLength() > 0)
        {
            return ReadPolygons(shape, image);
        }

        return entry.TryGetProperty("bbox", out var box) && box.ValueKind == JsonValueKind.Array && box.GetArrayLength() == 4
            ? new Box(box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble())
            : throw new FormatException("it has neither a segmentation nor a bbox of four numbers.");
    }

    /// <summary>One outline stays one; several, which are one thing together, become a mask.</summary>
    private static Region ReadPolygons(JsonElement shape, CocoImage image)
    {
        var polygons = new List<Polygon>();
        foreach (var ring in shape.EnumerateArray())
        {
            var numbers = ring.EnumerateArray().Select(number => number.GetDouble()).ToArray();
            var polygon = new Polygon([.. numbers.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new Point(pair[0], pair[1]))]);
            if ((numbers.Length & 1) == 1 || polygon.FindFault() is not null)
            {
                throw new FormatException($"an outline has {numbers.Length} numbers; it needs at least three points of two finite numbers.");
            }

            polygons.Add(polygon);
        }

        return polygons is [var only]
            ? only
            : image is { Width: { } width, Height: { } height } && (long)width * height <= Array.MaxLength
                ? RegionFill.ToMask(polygons, width, height)
                : throw new FormatException("it has several outlines, and its image no width and height.");
    }

    private static Mask ReadRuns(JsonElement shape, CocoImage image)
    {
        var (height, width) = (shape.GetProperty("size")[0].GetInt32(), shape.GetProperty("size")[1].GetInt32());
        if (image is { Width: { } imageWidth, Height: { } imageHeight } && (imageWidth, imageHeight) != (width, height))
        {
            throw new FormatException($"its mask is {width} x {height} pixels, its image {imageWidth} x {imageHeight}.");
        }

        var counts = shape.GetProperty("counts") switch
        {
            { ValueKind: JsonValueKind.String } text => CocoCounts.Decompress(text.GetString()!) ?? throw new FormatException("its run lengths are no text of COCO's."),
            var list => [.. list.EnumerateArray().Select(count => count.GetInt32())],
        };
        return new Mask(width, height, counts).FindFault() is { } fault ? throw new FormatException(fault) : ColumnRuns.ToMask(counts, width, height);
    }

    private static string? Text(JsonElement entry, string member) =>
        entry.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
