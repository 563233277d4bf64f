using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Learning.Reporting;

/// <summary>A picture of a few items, each beside variants of it, as a network will see them: whether these could still be recognised is seen
/// at a glance, before time is spent on training.</summary>
public static class VariantSheet
{
    public const string FileName = "variants.png";

    /// <summary>Rows.</summary>
    public const int Items = 5;

    /// <summary>Columns beside the item itself.</summary>
    public const int Variants = 7;

    private const int Cell = 84; // pixels a side
    private const int Gap = 4;
    private const int GapAfterItem = 12;
    private const byte Ground = 128; // neither light nor dark, for pages may be either

    /// <param name="rows">Of each, the item, then variants of it; sizes may differ.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(IReadOnlyList<IReadOnlyList<PixelSource>> rows)
    {
        var columns = rows.Max(row => row.Count);
        var (width, height) = (GapAfterItem + (columns * (Cell + Gap)), Gap + (rows.Count * (Cell + Gap)));
        var sheet = new byte[3 * width * height];
        sheet.AsSpan().Fill(Ground);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Count; column++)
            {
                var left = (column == 0 ? Gap : GapAfterItem) + (column * (Cell + Gap));
                Paste(Fit(rows[row][column]), sheet, width, left, Gap + (row * (Cell + Gap)));
            }
        }

        return Png.Encode(sheet, width, height, 3);
    }

    private static PixelSource Fit(PixelSource image)
    {
        var scale = (double)Cell / Math.Max(image.Width, image.Height);
        return ImageScaling.ToChannels(
            ImageScaling.Resize(image, Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale))), 3);
    }

    private static void Paste(PixelSource image, byte[] sheet, int width, int left, int top)
    {
        left += (Cell - image.Width) / 2;
        top += (Cell - image.Height) / 2;
        for (var y = 0; y < image.Height; y++)
        {
            image.Pixels.Span.Slice(3 * y * image.Width, 3 * image.Width).CopyTo(sheet.AsSpan(3 * (((top + y) * width) + left)));
        }
    }
}
