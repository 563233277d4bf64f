namespace Labelsmith.Domain.Regions;

/// <summary>A closed area bounded by straight edges; the last point joins the first.</summary>
/// <param name="Points">At least three corners, as in <see cref="Box"/>: pixels, y downwards.</param>
public sealed record Polygon(IReadOnlyList<Point> Points) : Region
{
    public override string? FindFault()
    {
        if (Points.Count < 3)
        {
            return $"A polygon needs at least three points, not {Points.Count}.";
        }

        return Points.All(point => double.IsFinite(point.X + point.Y)) ? null : "A polygon needs finite points.";
    }
}

/// <summary>A place in an image, in pixels from the outer corner of the top-left pixel.</summary>
public readonly record struct Point(double X, double Y);
