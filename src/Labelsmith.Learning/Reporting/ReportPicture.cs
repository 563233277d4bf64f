using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Reporting;

/// <summary>Small pictures of items for reports, as PNG files.</summary>
public static class ReportPicture
{
    /// <summary>No side is longer, in pixels; smaller images are enlarged by whole factors up to half of it.</summary>
    public const int LongestSide = 220;

    private const double TintShare = 0.35;

    /// <summary>The image as it is.</summary>
    public static byte[] Of(PixelSource image)
    {
        var (width, height) = Fit(image.Width, image.Height);
        return Png.Encode(Resample(image, width, height), width, height, image.Channels);
    }

    /// <summary>The image with classes as tints and the outlines of truth on top: predicted areas are tinted in their class's
    /// colour, true areas are outlined in it.</summary>
    /// <param name="truth">Shape (Height × Width) of the image: class ids, 255 without meaning; null: no truth is drawn.</param>
    /// <param name="predicted">Same shape: class ids, 255 no class.</param>
    /// <param name="background">The class id that is left untinted, or null.</param>
    /// <exception cref="ArgumentException">A map is not of the image's size.</exception>
    public static byte[] OfMaps(PixelSource image, byte[]? truth, byte[] predicted, int? background = null) =>
        Encode(PaintMaps(image, truth, predicted, background));

    /// <summary>As <see cref="OfMaps"/>, in pixels.</summary>
    internal static PixelSource PaintMaps(PixelSource image, byte[]? truth, byte[] predicted, int? background = null)
    {
        if (predicted.Length != image.Width * image.Height || (truth is not null && truth.Length != predicted.Length))
        {
            throw new ArgumentException($"The maps are not of the image's size, {image.Width} x {image.Height}.", nameof(predicted));
        }

        var (width, height) = Fit(image.Width, image.Height);
        var colors = ToColor(Resample(image, width, height), image.Channels);
        var guess = ResampleMap(predicted, image.Width, image.Height, width, height);
        for (var i = 0; i < guess.Length; i++)
        {
            if (guess[i] != 255 && guess[i] != background)
            {
                Blend(colors.AsSpan(i * 3, 3), ClassColor.Of(guess[i]), TintShare);
            }
        }

        if (truth is not null)
        {
            Outline(colors, ResampleMap(truth, image.Width, image.Height, width, height), width, height, background);
        }

        return new PixelSource(width, height, 3, colors);
    }

    /// <summary>The image with boxes in the colours of their classes: predicted ones in full lines, true ones in dashes beside them.</summary>
    /// <param name="truth">In the image's pixels.</param>
    /// <param name="predicted">In the image's pixels.</param>
    public static byte[] OfBoxes(PixelSource image, IEnumerable<(int Class, Box Box)> truth, IEnumerable<(int Class, Box Box)> predicted) =>
        Encode(PaintBoxes(image, truth, predicted));

    /// <summary>As <see cref="OfBoxes"/>, in pixels.</summary>
    internal static PixelSource PaintBoxes(
        PixelSource image, IEnumerable<(int Class, Box Box)> truth, IEnumerable<(int Class, Box Box)> predicted)
    {
        var (width, height) = Fit(image.Width, image.Height);
        var colors = ToColor(Resample(image, width, height), image.Channels);
        var (x, y) = ((double)width / image.Width, (double)height / image.Height);
        foreach (var (label, box) in truth)
        {
            Frame(colors, width, height, (box.X * x, box.Y * y, (box.X + box.Width) * x, (box.Y + box.Height) * y), label, isDashed: true);
        }

        foreach (var (label, box) in predicted)
        {
            Frame(colors, width, height, (box.X * x, box.Y * y, (box.X + box.Width) * x, (box.Y + box.Height) * y), label, isDashed: false);
        }

        return new PixelSource(width, height, 3, colors);
    }

    /// <summary>A spectrogram with segments in the colours of their types: true ones along the upper edge, predicted ones along the lower one.</summary>
    /// <param name="seconds">That the spectrogram's width stands for.</param>
    public static byte[] OfSegments(PixelSource spectrogram, double seconds, IEnumerable<TypedSegment> truth, IEnumerable<TypedSegment> predicted)
    {
        const int bar = 8; // pixels
        var (width, height) = (spectrogram.Width, spectrogram.Height);
        var colors = spectrogram.Pixels.ToArray();
        foreach (var (segment, top) in truth.Select(one => (one, 0)).Concat(predicted.Select(one => (one, height - bar))))
        {
            var (left, right) = ((int)Math.Clamp(segment.Start / seconds * width, 0, width - 1), (int)Math.Clamp(segment.End / seconds * width, 0, width - 1));
            for (var y = top; y < top + bar; y++)
            {
                for (var x = left; x <= right; x++)
                {
                    Blend(colors.AsSpan(((y * width) + x) * 3, 3), ClassColor.Of(segment.Type), 1);
                }
            }
        }

        return Encode(new PixelSource(width, height, 3, colors));
    }

    private static byte[] Encode(PixelSource picture) => Png.Encode(picture.Pixels.Span, picture.Width, picture.Height, picture.Channels);

    private static void Frame(
        byte[] colors, int width, int height, (double Left, double Top, double Right, double Bottom) box, int label, bool isDashed)
    {
        const int dash = 6; // three pixels on, three off
        var (left, right) = ((int)Math.Clamp(box.Left, 0, width - 1), (int)Math.Clamp(box.Right, 0, width - 1));
        var (top, bottom) = ((int)Math.Clamp(box.Top, 0, height - 1), (int)Math.Clamp(box.Bottom, 0, height - 1));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                if ((y == top || y == bottom || x == left || x == right) && (!isDashed || (x + y) % dash < dash / 2))
                {
                    Blend(colors.AsSpan(((y * width) + x) * 3, 3), ClassColor.Of(label), 1);
                }
            }
        }
    }

    private static (int Width, int Height) Fit(int width, int height)
    {
        var longest = Math.Max(width, height);
        if (longest * 2 <= LongestSide)
        {
            var times = LongestSide / 2 / longest;
            return (width * Math.Max(1, times), height * Math.Max(1, times));
        }

        var scale = Math.Min(1.0, (double)LongestSide / longest);
        return (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
    }

    /// <summary>The mean of each target pixel's area; where it is smaller than a pixel, that pixel.</summary>
    private static byte[] Resample(PixelSource image, int width, int height)
    {
        var pixels = image.Pixels.Span;
        var result = new byte[width * height * image.Channels];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Area(y, height, image.Height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Area(x, width, image.Width);
                for (var channel = 0; channel < image.Channels; channel++)
                {
                    var sum = 0;
                    for (var row = top; row < bottom; row++)
                    {
                        for (var column = left; column < right; column++)
                        {
                            sum += pixels[(row * image.Width + column) * image.Channels + channel];
                        }
                    }

                    result[(y * width + x) * image.Channels + channel] = (byte)(sum / ((bottom - top) * (right - left)));
                }
            }
        }

        return result;
    }

    private static byte[] ResampleMap(byte[] map, int fromWidth, int fromHeight, int width, int height)
    {
        var result = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (row, column) = ((2 * y + 1) * fromHeight / (2 * height), (2 * x + 1) * fromWidth / (2 * width));
                result[y * width + x] = map[row * fromWidth + column];
            }
        }

        return result;
    }

    private static (int From, int To) Area(int target, int targets, int sources)
    {
        var from = (int)((long)target * sources / targets);
        return (from, Math.Max(from + 1, (int)((long)(target + 1) * sources / targets)));
    }

    private static byte[] ToColor(byte[] pixels, int channels) =>
        channels == 3 ? pixels : [.. pixels.SelectMany(value => new[] { value, value, value })];

    private static void Outline(byte[] colors, byte[] map, int width, int height, int? background)
    {
        for (var i = 0; i < map.Length; i++)
        {
            var (x, y) = (i % width, i / width);
            if (map[i] != 255 && map[i] != background &&
                ((x > 0 && map[i - 1] != map[i]) || (x < width - 1 && map[i + 1] != map[i]) ||
                 (y > 0 && map[i - width] != map[i]) || (y < height - 1 && map[i + width] != map[i])))
            {
                Blend(colors.AsSpan(i * 3, 3), ClassColor.Of(map[i]), 1);
            }
        }
    }

    internal static void Blend(Span<byte> pixel, (byte Red, byte Green, byte Blue) color, double share)
    {
        pixel[0] = (byte)(pixel[0] + share * (color.Red - pixel[0]));
        pixel[1] = (byte)(pixel[1] + share * (color.Green - pixel[1]));
        pixel[2] = (byte)(pixel[2] + share * (color.Blue - pixel[2]));
    }
}
