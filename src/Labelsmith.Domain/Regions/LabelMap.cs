using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Domain.Regions;

/// <summary>Answers as one class a pixel, as segmentation learns and measures it.</summary>
public static class LabelMap
{
    /// <summary>The value of pixels without meaning; so at most 255 classes.</summary>
    public const byte Ignored = 255;

    /// <summary>Paints regions one over the other in the order of the answers; answers without a region are left out.</summary>
    /// <param name="itemId">What a fault calls the item.</param>
    /// <param name="answers">With one label name each.</param>
    /// <param name="classes">The class of index i is painted with the value i.</param>
    /// <param name="width">Of the image, upright, in pixels.</param>
    /// <param name="height">Of the image, upright, in pixels.</param>
    /// <param name="background">The value where no region is: a class index, or <see cref="Ignored"/>.</param>
    /// <returns>Shape (height × width), row by row.</returns>
    /// <exception cref="BadItemException">A label is not among the classes, a region is broken, or a mask is of another size.</exception>
    /// <exception cref="ArgumentException">There are more than 255 classes.</exception>
    public static byte[] Paint(
        string itemId, IReadOnlyList<Answer> answers, IReadOnlyList<string> classes, int width, int height, byte background)
    {
        if (classes.Count > Ignored)
        {
            throw new ArgumentException($"A label map holds at most {Ignored} classes, not {classes.Count}.", nameof(classes));
        }

        var map = new byte[(long)width * height];
        Array.Fill(map, background);
        foreach (var answer in answers)
        {
            if (answer.Region is not { } region)
            {
                continue;
            }

            if (FindFault(answer, region, classes, width, height) is { } sentence)
            {
                throw new BadItemException(new Fault(itemId, sentence));
            }

            RegionFill.Paint(region, map, width, height, (byte)IndexOf(classes, answer.Labels[0]));
        }

        return map;
    }

    /// <summary>The pixels of each class as a mask, for the classes that occur, by their index.</summary>
    /// <param name="map">As from <see cref="Paint"/>; pixels without meaning are in no mask.</param>
    /// <param name="classes">The names; a value beyond them is in no mask.</param>
    public static IReadOnlyList<(int Class, Mask Mask)> ToMasks(
        ReadOnlySpan<byte> map, IReadOnlyList<string> classes, int width, int height)
    {
        if (map.Length != (long)width * height)
        {
            throw new ArgumentException($"{map.Length} pixels do not make {width} x {height}.", nameof(map));
        }

        // one pass over the map for all classes: each keeps its runs and where its last one ended
        var runs = new List<int>?[256];
        Span<int> ends = stackalloc int[256];
        for (var start = 0; start < map.Length;)
        {
            var value = map[start];
            var length = map[start..].IndexOfAnyExcept(value);
            length = length < 0 ? map.Length - start : length;
            if (value < classes.Count && value != Ignored)
            {
                var counts = runs[value] ??= [];
                counts.Add(start - ends[value]);
                counts.Add(length);
                ends[value] = start + length;
            }

            start += length;
        }

        var masks = new List<(int, Mask)>();
        for (var value = 0; value < runs.Length; value++)
        {
            if (runs[value] is { } counts)
            {
                if (ends[value] < map.Length)
                {
                    counts.Add(map.Length - ends[value]);
                }

                masks.Add((value, new Mask(width, height, counts)));
            }
        }

        return masks;
    }

    private static string? FindFault(Answer answer, Region region, IReadOnlyList<string> classes, int width, int height)
    {
        if (answer.Labels is not [var label] || IndexOf(classes, label) < 0)
        {
            return $"A region is labelled '{string.Join(", ", answer.Labels)}', which is not one of the classes: {string.Join(", ", classes)}.";
        }

        return region.FindFault() ?? region switch
        {
            Mask mask when mask.Width != width || mask.Height != height =>
                $"The mask of '{label}' is {mask.Width} x {mask.Height} pixels, the image {width} x {height}: give a mask of the image's size.",
            TextSpan => "A span of text is no region of an image.",
            _ => null,
        };
    }

    private static int IndexOf(IReadOnlyList<string> classes, string label)
    {
        for (var index = 0; index < classes.Count; index++)
        {
            if (classes[index] == label)
            {
                return index;
            }
        }

        return -1;
    }
}
