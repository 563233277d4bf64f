using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>The class of each pixel of an image.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Classes">Shape (Height × Width): a class number, or <see cref="Ignore"/>.</param>
public sealed record LabelMap(int Width, int Height, byte[] Classes)
{
    /// <summary>A pixel without meaning: no loss, no metric.</summary>
    public const byte Ignore = 255;

    /// <summary>Paints answers in their order, later ones over earlier ones.</summary>
    /// <param name="answers">With masks, polygons or boxes; label names in them.</param>
    /// <param name="classes">K label names; K at most 255.</param>
    /// <param name="background">The class of uncovered pixels; null: <see cref="Ignore"/>.</param>
    /// <param name="item">What a fault calls the item.</param>
    /// <exception cref="BadItemException">A mask of another size than the image, an unknown label, a broken region.</exception>
    public static LabelMap Paint(
        IReadOnlyList<Answer> answers, int width, int height, IReadOnlyList<string> classes, string? background, string item)
    {
        var map = new byte[width * height];
        map.AsSpan().Fill(background is null ? Ignore : Number(background, classes, item));
        foreach (var answer in answers.Where(answer => answer.Region is not null))
        {
            if (answer.FindFault() is { } fault)
            {
                throw new BadItemException(new Fault(item, fault));
            }

            var value = Number(answer.Labels is [var label, ..] ? label : "", classes, item);
            switch (answer.Region)
            {
                case Mask mask when mask.Width != width || mask.Height != height:
                    throw new BadItemException(new Fault(item,
                        $"The mask is {mask.Width} x {mask.Height} pixels, but its image {width} x {height}: make them the same."));
                case Mask mask:
                    mask.Paint(map, value);
                    break;
                case Polygon polygon:
                    Fill(map, width, height, polygon.Points, value);
                    break;
                case Box box:
                    Fill(map, width, height, [
                        new(box.X, box.Y), new(box.X + box.Width, box.Y),
                        new(box.X + box.Width, box.Y + box.Height), new(box.X, box.Y + box.Height)], value);
                    break;
                default:
                    throw new BadItemException(new Fault(item, "A text span cannot be painted on an image."));
            }
        }

        return new LabelMap(width, height, map);
    }

    /// <summary>Fills the pixels whose centres lie inside, by the even-odd rule.</summary>
    private static void Fill(byte[] map, int width, int height, IReadOnlyList<Point> points, byte value)
    {
        var crossings = new List<double>();
        for (var y = 0; y < height; y++)
        {
            crossings.Clear();
            var centre = y + 0.5;
            for (var i = 0; i < points.Count; i++)
            {
                var (a, b) = (points[i], points[(i + 1) % points.Count]);
                if (a.Y <= centre != b.Y <= centre)
                {
                    crossings.Add(a.X + ((centre - a.Y) / (b.Y - a.Y) * (b.X - a.X)));
                }
            }

            crossings.Sort();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                var from = (int)Math.Clamp(Math.Ceiling(crossings[i] - 0.5), 0, width);
                var to = (int)Math.Clamp(Math.Ceiling(crossings[i + 1] - 0.5), from, width);
                map.AsSpan((y * width) + from, to - from).Fill(value);
            }
        }
    }

    private static byte Number(string label, IReadOnlyList<string> classes, string item)
    {
        for (var i = 0; i < Math.Min(classes.Count, Ignore); i++)
        {
            if (classes[i] == label)
            {
                return (byte)i;
            }
        }

        throw new BadItemException(new Fault(item,
            $"The label '{label}' is not one of the classes {string.Join(", ", classes)}: rename it or add the class."));
    }
}
