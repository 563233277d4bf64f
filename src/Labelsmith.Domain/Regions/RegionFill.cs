namespace Labelsmith.Domain.Regions;

/// <summary>Which pixels a region covers: those whose centre lies in it.</summary>
/// <remarks>
/// The centre of pixel (x, y) is (x + ½, y + ½). A polygon that crosses itself is filled by the even-odd rule. An edge that runs
/// exactly through centres takes those on its right and below it, so that regions that share an edge never share a pixel and
/// leave none between them. Scan conversion as in Foley et al., Computer Graphics: Principles and Practice (1990), section 3.6.
/// </remarks>
public static class RegionFill
{
    /// <summary>Writes <paramref name="value"/> to every pixel of the region and leaves the others.</summary>
    /// <param name="pixels">Shape (height × width), row by row.</param>
    /// <exception cref="ArgumentException">The number of pixels is not width × height, a mask is of another size, or the
    /// region is no area of an image.</exception>
    public static void Paint(Region region, Span<byte> pixels, int width, int height, byte value)
    {
        if (pixels.Length != (long)width * height)
        {
            throw new ArgumentException($"{pixels.Length} pixels do not make {width} x {height}.", nameof(pixels));
        }

        switch (region)
        {
            case Mask mask when mask.Width == width && mask.Height == height:
                mask.Paint(pixels, value);
                break;
            case Mask mask:
                throw new ArgumentException($"A mask of {mask.Width} x {mask.Height} does not fit an image of {width} x {height}.", nameof(region));
            case Box box:
                PaintBox(box, pixels, width, height, value);
                break;
            case Polygon polygon:
                PaintPolygon(polygon.Points, pixels, width, height, value);
                break;
            default:
                throw new ArgumentException($"A {region.GetType().Name} covers no pixels.", nameof(region));
        }
    }

    /// <summary>The region as a mask of an image of this size; what lies outside of the image is lost.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Paint"/>.</exception>
    public static Mask ToMask(Region region, int width, int height) => ToMask([region], width, height);

    /// <summary>The union of regions as one mask.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Paint"/>.</exception>
    public static Mask ToMask(IEnumerable<Region> regions, int width, int height)
    {
        var pixels = new byte[(long)width * height];
        foreach (var region in regions)
        {
            Paint(region, pixels, width, height, 1);
        }

        return Mask.Encode(pixels, width, height);
    }

    private static void PaintBox(Box box, Span<byte> pixels, int width, int height, byte value)
    {
        var (left, right) = (FirstCentre(box.X, width), FirstCentre(box.X + box.Width, width));
        var (top, bottom) = (FirstCentre(box.Y, height), FirstCentre(box.Y + box.Height, height));
        for (var y = top; y < bottom && left < right; y++)
        {
            pixels.Slice((y * width) + left, right - left).Fill(value);
        }
    }

    private static void PaintPolygon(IReadOnlyList<Point> points, Span<byte> pixels, int width, int height, byte value)
    {
        var top = FirstCentre(points.Min(point => point.Y), height);
        var bottom = FirstCentre(points.Max(point => point.Y), height);
        var crossings = new List<double>();
        for (var y = top; y < bottom; y++)
        {
            Cross(points, y + 0.5, crossings);
            crossings.Sort();
            for (var pair = 0; pair + 1 < crossings.Count; pair += 2)
            {
                var left = FirstCentre(crossings[pair], width);
                var right = FirstCentre(crossings[pair + 1], width);
                pixels.Slice((y * width) + left, Math.Max(0, right - left)).Fill(value);
            }
        }
    }

    /// <summary>Where the edges cross the horizontal line at <paramref name="y"/>. An edge has its upper end and not its lower one, so
    /// that a corner on the line counts once where the outline goes through, and twice or never where it turns.</summary>
    private static void Cross(IReadOnlyList<Point> points, double y, List<double> crossings)
    {
        crossings.Clear();
        var from = points[^1];
        foreach (var to in points)
        {
            if (from.Y <= y != to.Y <= y)
            {
                // from the upper end on, whichever way the outline runs: neighbours then round alike
                var (upper, lower) = from.Y < to.Y ? (from, to) : (to, from);
                crossings.Add(upper.X + ((y - upper.Y) / (lower.Y - upper.Y) * (lower.X - upper.X)));
            }

            from = to;
        }
    }

    /// <summary>The first pixel whose centre is not before <paramref name="edge"/>, kept within 0 to <paramref name="length"/>.</summary>
    private static int FirstCentre(double edge, int length) => (int)Math.Clamp(Math.Ceiling(edge - 0.5), 0, length);
}
