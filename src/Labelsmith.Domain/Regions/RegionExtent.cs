namespace Labelsmith.Domain.Regions;

/// <summary>How far regions of images reach.</summary>
public static class RegionExtent
{
    /// <summary>The smallest box around a region; null where it is empty or no area of an image.</summary>
    public static Box? Bounds(Region region) => region switch
    {
        Box box => box,
        Polygon { Points.Count: > 0 } polygon => Between(
            polygon.Points.Min(point => point.X), polygon.Points.Min(point => point.Y),
            polygon.Points.Max(point => point.X), polygon.Points.Max(point => point.Y)),
        Mask mask => BoundsOf(mask),
        _ => null,
    };

    /// <summary>In pixels. Of a polygon by the shoelace formula, which counts loops against its direction as negative.</summary>
    public static double Area(Region region) => region switch
    {
        Box box => box.Width * box.Height,
        Polygon polygon => Math.Abs(TwiceSignedArea(polygon.Points)) / 2,
        Mask mask => mask.Area,
        _ => 0,
    };

    private static double TwiceSignedArea(IReadOnlyList<Point> points)
    {
        double sum = 0;
        for (var index = 0; index < points.Count; index++)
        {
            var (from, to) = (points[index], points[(index + 1) % points.Count]);
            sum += (from.X * to.Y) - (to.X * from.Y);
        }

        return sum;
    }

    private static Box? BoundsOf(Mask mask)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        var start = 0;
        for (var run = 0; run < mask.Counts.Count; run++)
        {
            var end = start + mask.Counts[run];
            if ((run & 1) == 1 && end > start)
            {
                var (first, last) = (start / mask.Width, (end - 1) / mask.Width);
                (top, bottom) = (Math.Min(top, first), Math.Max(bottom, last));
                // a run over a line's end touches both sides
                left = first == last ? Math.Min(left, start % mask.Width) : 0;
                right = first == last ? Math.Max(right, (end - 1) % mask.Width) : mask.Width - 1;
            }

            start = end;
        }

        return right < 0 ? null : new Box(left, top, right - left + 1, bottom - top + 1);
    }

    private static Box Between(double left, double top, double right, double bottom) => new(left, top, right - left, bottom - top);
}
