using System.Globalization;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Media;

namespace Labelsmith.Formats.Datasets;

/// <summary>From the values of stored masks to classes. Keys of <c>classes</c> are values (<c>255</c>) or colours (<c>'#ff0000'</c>).</summary>
internal sealed class MaskClasses
{
    private readonly Dictionary<int, byte> classOf = [];

    private MaskClasses(IReadOnlyList<string> names) => Names = names;

    /// <summary>In id order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The class of the pixels that no region covers. Null where none is called so, and where a value is ignored: what
    /// nobody marked is then what has no meaning, and background is marked as every other class.</summary>
    public string? Background => classOf.ContainsValue(LabelMap.Ignored) ? null : Backgrounds.Find(Names);

    /// <summary>As described, or from the values that occur in the masks.</summary>
    /// <param name="masks">All of them, with their names; read only where no classes are described.</param>
    /// <exception cref="BadDataException">The description is wrong, or the masks hold no classes.</exception>
    public static MaskClasses Of(DatasetDescription description, IEnumerable<(string Path, string Name)> masks)
    {
        var ignored = description.Ignore is { } text ? ParseValue(text) : (int?)null;
        var stored = description.Classes ?? FindValues(masks, ignored);
        var classes = new MaskClasses([.. stored.Select(entry => entry.Name).Distinct()]);
        foreach (var (value, name) in stored)
        {
            classes.classOf[ParseValue(value)] = (byte)classes.Names.ToList().IndexOf(name);
        }

        if (classes.Names.Count is 0 or > LabelMap.Ignored)
        {
            throw new BadDataException($"Masks have 1 to {LabelMap.Ignored} classes, not {classes.Names.Count}: list them under 'classes' in {DatasetYaml.FileName}.");
        }

        if (ignored is { } value2)
        {
            classes.classOf[value2] = LabelMap.Ignored;
        }

        return classes;
    }

    /// <summary>Reads a mask as one region for each class that occurs; a background is where there is none.</summary>
    /// <param name="image">The image's path, whose size the mask must have.</param>
    /// <param name="itemId">What a fault calls the item.</param>
    /// <param name="mask">The mask's path.</param>
    /// <param name="maskName">What a fault calls the mask.</param>
    /// <exception cref="BadItemException">The mask is unreadable, of another size, or holds a value that is no class.</exception>
    public IReadOnlyList<Answer> ReadTruth(string image, string itemId, string mask, string maskName)
    {
        var stored = MaskFile.Read(mask, maskName);
        var header = ImageFile.Probe(image, itemId);
        if ((stored.Width, stored.Height) != (header.UprightWidth, header.UprightHeight))
        {
            throw new BadItemException(new Fault(itemId,
                $"Its mask {maskName} is {stored.Width} x {stored.Height} pixels, the image {header.UprightWidth} x {header.UprightHeight}: export the mask in the image's size."));
        }

        var map = ToMap(stored, maskName);
        return [.. LabelMap.ToMasks(map, Names, stored.Width, stored.Height)
            .Where(found => Names[found.Class] != Background)
            .Select((found, number) => Truth.Region(number + 1, Names[found.Class], found.Mask))];
    }

    private byte[] ToMap(StoredMask mask, string maskName)
    {
        var values = mask.Values.Span;
        var map = new byte[values.Length];
        for (var start = 0; start < values.Length;)
        {
            // values come in long runs: look each run up once
            var value = values[start];
            var length = values[start..].IndexOfAnyExcept(value);
            length = length < 0 ? values.Length - start : length;
            if (!classOf.TryGetValue(value, out var found))
            {
                throw new BadItemException(new Fault(maskName,
                    $"The mask holds the value {Show(value, mask.IsColour)} at ({start % mask.Width}, {start / mask.Width}), which is none of the classes: add it to 'classes' or name it under 'ignore' in {DatasetYaml.FileName}."));
            }

            map.AsSpan(start, length).Fill(found);
            start += length;
        }

        return map;
    }

    private static List<StoredClass> FindValues(IEnumerable<(string Path, string Name)> masks, int? ignored)
    {
        var found = new SortedDictionary<int, bool>();
        foreach (var (path, name) in masks)
        {
            StoredMask mask;
            try
            {
                mask = MaskFile.Read(path, name);
            }
            catch (BadItemException)
            {
                continue; // said when its truth is read
            }

            var values = mask.Values.Span;
            for (var start = 0; start < values.Length && found.Count <= LabelMap.Ignored;)
            {
                found.TryAdd(values[start], mask.IsColour);
                var length = values[start..].IndexOfAnyExcept(values[start]);
                start = length < 0 ? values.Length : start + length;
            }
        }

        return [.. found.Where(entry => entry.Key != ignored).Select(entry => new StoredClass(Show(entry.Key, entry.Value), Show(entry.Key, entry.Value)))];
    }

    private static int ParseValue(string text)
    {
        if (text is ['#', .. var hex] && hex.Length == 6 && int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var colour))
        {
            return colour;
        }

        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new BadDataException($"{DatasetYaml.FileName}: '{text}' is no value of a mask: use a whole number, or a colour such as '#ff0000'.");
    }

    private static string Show(int value, bool isColour) =>
        isColour ? string.Create(CultureInfo.InvariantCulture, $"#{value:x6}") : value.ToString(CultureInfo.InvariantCulture);
}
