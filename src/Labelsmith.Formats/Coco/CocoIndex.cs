using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Coco;

/// <summary>An image as a COCO file names it.</summary>
/// <param name="Key">Its id, as it stands in the file.</param>
/// <param name="Width">In pixels; null where the file does not say it.</param>
/// <param name="Extras">What Labelsmith itself added, or null.</param>
internal sealed record CocoImage(string Key, string FileName, int? Width, int? Height, ItemExtras? Extras);

/// <summary>Where in a COCO file stands what: the images and categories themselves, the annotations by their place.</summary>
internal sealed class CocoIndex
{
    private static readonly List<(long, int)> None = [];

    private readonly Dictionary<string, List<(long Offset, int Length)>> annotations = [];

    private CocoIndex(string name) => Name = name;

    /// <summary>What faults call the file.</summary>
    public string Name { get; }

    public List<CocoImage> Images { get; } = [];

    /// <summary>Category id, as it stands in the file, → name.</summary>
    public Dictionary<string, string> Categories { get; } = [];

    /// <summary>Name → category id, in the file's order.</summary>
    public Dictionary<string, int> Numbers { get; } = [];

    public List<Fault> Faults { get; } = [];

    /// <summary>Some annotation has an outline or mask.</summary>
    public bool HasSegmentation { get; private set; }

    /// <param name="file">From its start.</param>
    /// <param name="name">What faults call it.</param>
    /// <exception cref="BadDataException">The JSON is broken.</exception>
    public static CocoIndex Read(Stream file, string name)
    {
        var index = new CocoIndex(name);
        var orphans = new HashSet<string>();
        foreach (var part in new JsonParts(file, name).Read())
        {
            if (part.Member is "images" or "categories" or "annotations")
            {
                index.Add(part, orphans);
            }
        }

        orphans.ExceptWith(index.Images.Select(image => image.Key));
        index.Faults.AddRange(orphans.Select(key => new Fault(name, $"Annotations name the image {key}, which is not under 'images': they are left out.")));
        return index;
    }

    /// <summary>The places of the annotations of an image.</summary>
    public IReadOnlyList<(long Offset, int Length)> AnnotationsOf(CocoImage image) => annotations.GetValueOrDefault(image.Key) ?? None;

    private void Add(JsonPart part, HashSet<string> imageKeys)
    {
        try
        {
            using var document = JsonDocument.Parse(part.Bytes);
            switch (part.Member)
            {
                case "images":
                    Images.Add(ReadImage(document.RootElement));
                    break;
                case "categories":
                    AddCategory(document.RootElement);
                    break;
                default:
                    var key = Key(document.RootElement, "image_id");
                    imageKeys.Add(key);
                    HasSegmentation |= document.RootElement.TryGetProperty("segmentation", out var shape)
                        && (shape.ValueKind == JsonValueKind.Object || (shape.ValueKind == JsonValueKind.Array && shape.GetArrayLength() > 0));
                    (annotations.TryGetValue(key, out var places) ? places : annotations[key] = []).Add((part.Offset, part.Bytes.Length));
                    break;
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            Faults.Add(new Fault($"{Name} ({part.Member}, byte {part.Offset})", $"The entry is left out: {broken.Message}"));
        }
    }

    private void AddCategory(JsonElement category)
    {
        var key = Key(category, "id");
        var name = category.GetProperty("name").GetString() ?? throw new JsonException("a category has no name.");
        // categories of one name under different ids stay apart
        name = Numbers.ContainsKey(name) ? $"{name} ({key})" : name;
        Categories[key] = name;
        if (category.GetProperty("id").TryGetInt32(out var number))
        {
            Numbers[name] = number;
        }
    }

    private static CocoImage ReadImage(JsonElement image)
    {
        var file = image.GetProperty("file_name").GetString() ?? throw new JsonException("an image has no file name.");
        var extras = image.TryGetProperty("labelsmith", out var added) ? added.Deserialize<ItemExtras>(DomainJson.Options) : null;
        return new CocoImage(Key(image, "id"), file, Size(image, "width"), Size(image, "height"), extras);
    }

    private static int? Size(JsonElement image, string side) =>
        image.TryGetProperty(side, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var size) && size > 0 ? size : null;

    private static string Key(JsonElement entry, string member) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String
            ? value.ToString()
            : throw new JsonException($"it has no '{member}'.");
}
