using System.Globalization;
using System.Xml.Linq;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Formats.Voc;

/// <summary>A <c>bndbox</c>: the columns and rows of the first and the last pixel of the box, counted from 1.</summary>
internal readonly record struct VocCorners(double Left, double Top, double Right, double Bottom)
{
    /// <summary>How exactly corners are written, in pixels.</summary>
    private const double Precision = 0.01;

    /// <summary>Of any region: of the box around it; of an empty mask, before the image.</summary>
    public static VocCorners Of(Region region)
    {
        var box = RegionExtent.Bounds(region) ?? new Box(0, 0, 0, 0);
        return new VocCorners(box.X + 1, box.Y + 1, box.X + box.Width, box.Y + box.Height);
    }

    /// <exception cref="FormatException">An edge is missing or no number.</exception>
    public static VocCorners Read(XElement element)
    {
        var box = element.Element("bndbox") ?? throw new FormatException("it has no <bndbox>.");
        return new VocCorners(Edge(box, "xmin"), Edge(box, "ymin"), Edge(box, "xmax"), Edge(box, "ymax"));
    }

    /// <summary>In our coordinates, where the first pixel reaches from 0 to 1. Programs that count from 0 write 0 for the first one: then the box
    /// begins at the image's edge.</summary>
    public Box ToBox()
    {
        var (x, y) = (Math.Max(0, Left - 1), Math.Max(0, Top - 1));
        return new Box(x, y, Right - x, Bottom - y);
    }

    public bool IsNear(VocCorners other) =>
        Math.Abs(Left - other.Left) < Precision && Math.Abs(Top - other.Top) < Precision
        && Math.Abs(Right - other.Right) < Precision && Math.Abs(Bottom - other.Bottom) < Precision;

    private static double Edge(XElement box, string name)
    {
        var text = box.Element(name)?.Value;
        return double.TryParse(text, CultureInfo.InvariantCulture, out var edge) && double.IsFinite(edge)
            ? edge
            : throw new FormatException(text is null ? $"its <bndbox> has no <{name}>." : $"its <{name}> is '{text}', which is no number.");
    }
}
