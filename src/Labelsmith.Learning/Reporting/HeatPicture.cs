using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Explaining;
using Labelsmith.Media;

namespace Labelsmith.Learning.Reporting;

/// <summary>An item's picture with a heat map over it: orange where the evidence speaks for the class, blue where it speaks against it.</summary>
public static class HeatPicture
{
    private const int LongestSide = 440; // pixels, whatever the size of the image
    private const double MostShare = 0.7;

    private static readonly (byte Red, byte Green, byte Blue) _for = (230, 97, 0);
    private static readonly (byte Red, byte Green, byte Blue) _against = (0, 114, 178);

    /// <returns>A PNG file.</returns>
    public static byte[] Of(PixelSource image, HeatMap map)
    {
        var scale = (double)LongestSide / Math.Max(image.Width, image.Height);
        var (width, height) = (Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        var colors = ImageScaling.Resize(ImageScaling.ToChannels(image, 3), width, height).Pixels.ToArray();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var heat = At(map, (x + 0.5) / width, (y + 0.5) / height);
                ReportPicture.Blend(colors.AsSpan(((y * width) + x) * 3, 3), heat < 0 ? _against : _for, MostShare * Math.Abs(heat));
            }
        }

        return Png.Encode(colors, width, height, 3);
    }

    /// <summary>Bilinear between the centres of the cells.</summary>
    private static double At(HeatMap map, double x, double y)
    {
        var (left, right, across) = Between(x, map.Width);
        var (top, bottom, down) = Between(y, map.Height);
        double Value(int column, int row) => map.Values[(row * map.Width) + column];
        return ((1 - down) * (((1 - across) * Value(left, top)) + (across * Value(right, top))))
            + (down * (((1 - across) * Value(left, bottom)) + (across * Value(right, bottom))));
    }

    private static (int Low, int High, double Share) Between(double place, int cells)
    {
        var at = Math.Clamp((place * cells) - 0.5, 0, cells - 1);
        var low = (int)at;
        return (low, Math.Min(low + 1, cells - 1), at - low);
    }
}
