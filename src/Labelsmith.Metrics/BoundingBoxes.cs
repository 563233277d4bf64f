namespace Labelsmith.Metrics;

/// <summary>An object that is there.</summary>
/// <param name="Class">In 0..K-1.</param>
/// <param name="X">Of the left edge.</param>
/// <param name="Y">Of the upper edge.</param>
/// <param name="Crowd">Many objects in one box: it may be found any number of times, and neither finding nor missing it counts.</param>
/// <param name="Area">By which sizes are told apart, such as a mask's; null: the box's own.</param>
public readonly record struct TrueBox(int Class, double X, double Y, double Width, double Height, bool Crowd = false, double? Area = null);

/// <summary>An object that a model says is there.</summary>
/// <param name="Class">In 0..K-1.</param>
/// <param name="X">Of the left edge.</param>
/// <param name="Y">Of the upper edge.</param>
/// <param name="Score">Higher is surer.</param>
public readonly record struct FoundBox(int Class, double X, double Y, double Width, double Height, double Score);

/// <summary>Objects of these areas count, in square pixels, both ends included; the others are neither missed nor wrong.</summary>
public readonly record struct AreaRange(double Least, double Most)
{
    /// <summary>COCO's <c>all</c>.</summary>
    public static AreaRange All { get; } = new(0, 1e10);

    /// <summary>COCO's <c>small</c>: up to 32 × 32.</summary>
    public static AreaRange Small { get; } = new(0, 32 * 32);

    /// <summary>COCO's <c>medium</c>: up to 96 × 96.</summary>
    public static AreaRange Medium { get; } = new(32 * 32, 96 * 96);

    /// <summary>COCO's <c>large</c>.</summary>
    public static AreaRange Large { get; } = new(96 * 96, 1e10);

    internal bool Holds(double area) => area >= Least && area <= Most;
}

/// <summary>How far two boxes cover each other.</summary>
public static class BoxOverlap
{
    /// <summary>Intersection over union of two boxes given by corner and size.</summary>
    /// <returns>0 to 1; 0 where both are empty.</returns>
    public static double Iou(
        double x1, double y1, double width1, double height1, double x2, double y2, double width2, double height2)
    {
        var both = Intersection(x1, y1, width1, height1, x2, y2, width2, height2);
        return both <= 0 ? 0 : both / ((width1 * height1) + (width2 * height2) - both);
    }

    /// <summary>As COCO has it: of a crowd, the share of the found box that lies in it.</summary>
    internal static double Of(in FoundBox found, in TrueBox real)
    {
        if (!real.Crowd)
        {
            return Iou(found.X, found.Y, found.Width, found.Height, real.X, real.Y, real.Width, real.Height);
        }

        var both = Intersection(found.X, found.Y, found.Width, found.Height, real.X, real.Y, real.Width, real.Height);
        return both <= 0 ? 0 : both / (found.Width * found.Height);
    }

    private static double Intersection(
        double x1, double y1, double width1, double height1, double x2, double y2, double width2, double height2)
    {
        var width = Math.Min(x1 + width1, x2 + width2) - Math.Max(x1, x2);
        var height = Math.Min(y1 + height1, y2 + height2) - Math.Max(y1, y2);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }
}
