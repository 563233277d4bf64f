using Labelsmith.Domain.Datasets;
using OpenCvSharp;

namespace Labelsmith.Media;

/// <summary>Changes the size and the channels of decoded images and of label maps.</summary>
public static class ImageScaling
{
    /// <summary>Scales to exactly this size, whatever the proportions: smaller by the mean of the area that a pixel covers, larger
    /// bilinearly.</summary>
    public static PixelSource Resize(PixelSource image, int width, int height)
    {
        if (width <= 0 || height <= 0)
        {
            throw new ArgumentException($"An image needs a positive size, not {width} x {height}.", nameof(width));
        }

        if (width == image.Width && height == image.Height)
        {
            return image;
        }

        using var from = Pixels.ToMat(image);
        using var to = new Mat();
        var shrinks = width <= image.Width && height <= image.Height;
        Cv2.Resize(from, to, new Size(width, height), 0, 0, shrinks ? InterpolationFlags.Area : InterpolationFlags.Linear);
        return Pixels.FromMat(to);
    }

    /// <summary>Scales so that the longer side is at most <paramref name="side"/>, keeping proportions; never enlarges.</summary>
    public static PixelSource Fit(PixelSource image, int side)
    {
        var scale = (double)side / Math.Max(image.Width, image.Height);
        return scale >= 1
            ? image
            : Resize(image, Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
    }

    /// <summary>Scales a label map: each new pixel takes the class under its centre; classes are never mixed.</summary>
    /// <param name="map">Shape (height × width).</param>
    /// <returns>Shape (newHeight × newWidth).</returns>
    public static byte[] ResizeLabels(ReadOnlySpan<byte> map, int width, int height, int newWidth, int newHeight)
    {
        if (map.Length != (long)width * height)
        {
            throw new ArgumentException($"{map.Length} pixels do not make {width} x {height}.", nameof(map));
        }

        var columns = new int[newWidth];
        for (var x = 0; x < newWidth; x++)
        {
            columns[x] = NearestCentre(x, width, newWidth);
        }

        var scaled = new byte[(long)newWidth * newHeight];
        for (var y = 0; y < newHeight; y++)
        {
            var from = map.Slice(NearestCentre(y, height, newHeight) * width, width);
            var to = scaled.AsSpan(y * newWidth, newWidth);
            for (var x = 0; x < newWidth; x++)
            {
                to[x] = from[columns[x]];
            }
        }

        return scaled;
    }

    /// <summary>Grey (1) or red-green-blue (3); grey is the luma of ITU-R BT.601.</summary>
    public static PixelSource ToChannels(PixelSource image, int channels)
    {
        if (image.Channels == channels)
        {
            return image;
        }

        using var from = Pixels.ToMat(image);
        using var to = new Mat();
        Cv2.CvtColor(from, to, channels switch
        {
            1 => ColorConversionCodes.RGB2GRAY,
            3 => ColorConversionCodes.GRAY2RGB,
            _ => throw new ArgumentException($"An image has 1 or 3 channels, not {channels}.", nameof(channels)),
        });
        return Pixels.FromMat(to);
    }

    private static int NearestCentre(int at, int length, int newLength) => (int)(((2L * at) + 1) * length / (2L * newLength));
}
