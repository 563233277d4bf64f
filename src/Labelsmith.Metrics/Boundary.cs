namespace Labelsmith.Metrics;

/// <summary>The pixels of a class that touch another class.</summary>
internal static class Boundary
{
    /// <summary>Stored where a pixel has no meaning.</summary>
    public const byte Ignore = 255;

    /// <param name="map">Shape (height × width): class ids, 255 without meaning.</param>
    /// <param name="framed">True: the edge of the image and pixels without meaning bound a region too.</param>
    /// <returns>Indexes into <paramref name="map"/> of the pixels of the class that have one of their four neighbours
    /// outside of it, ascending.</returns>
    public static List<int> Find(ReadOnlySpan<byte> map, int width, int height, byte label, bool framed)
    {
        var found = new List<int>();
        for (var y = 0; y < height; y++)
        {
            var row = map.Slice(y * width, width);
            for (var x = row.IndexOf(label); x >= 0 && x < width; x++)
            {
                if (row[x] != label)
                {
                    var next = row[x..].IndexOf(label);
                    if (next < 0)
                    {
                        break;
                    }

                    x += next;
                }

                if (Bounds(x > 0 ? row[x - 1] : Ignore, label, framed) ||
                    Bounds(x < width - 1 ? row[x + 1] : Ignore, label, framed) ||
                    Bounds(y > 0 ? map[(y - 1) * width + x] : Ignore, label, framed) ||
                    Bounds(y < height - 1 ? map[(y + 1) * width + x] : Ignore, label, framed))
                {
                    found.Add(y * width + x);
                }
            }
        }

        return found;
    }

    private static bool Bounds(byte neighbour, byte label, bool framed) =>
        neighbour != label && (framed || neighbour != Ignore);
}
