namespace Labelsmith.Domain.Regions;

/// <summary>Run lengths that go column by column, as COCO writes masks, to and from our row by row.</summary>
public static class ColumnRuns
{
    /// <summary>A mask from runs by columns; the first run counts pixels outside.</summary>
    /// <exception cref="ArgumentException">The runs do not add up to width × height, or one is negative.</exception>
    public static Mask ToMask(IReadOnlyList<int> counts, int width, int height)
    {
        if (new Mask(width, height, counts).FindFault() is { } fault)
        {
            throw new ArgumentException(fault, nameof(counts));
        }

        var pixels = new byte[width * height];
        var start = 0;
        for (var run = 0; run < counts.Count; run++)
        {
            var end = start + counts[run];
            for (var at = start; (run & 1) == 1 && at < end; at++)
            {
                pixels[(at % height * width) + (at / height)] = 1;
            }

            start = end;
        }

        return Mask.Encode(pixels, width, height);
    }

    /// <summary>The runs of a mask by columns.</summary>
    public static IReadOnlyList<int> FromMask(Mask mask)
    {
        var columns = new byte[mask.Width * mask.Height];
        var start = 0;
        for (var run = 0; run < mask.Counts.Count; run++)
        {
            var end = start + mask.Counts[run];
            for (var at = start; (run & 1) == 1 && at < end; at++)
            {
                columns[(at % mask.Width * mask.Height) + (at / mask.Width)] = 1;
            }

            start = end;
        }

        return Mask.Encode(columns, mask.Height, mask.Width).Counts;
    }
}
