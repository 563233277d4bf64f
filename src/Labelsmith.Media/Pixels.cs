using System.Runtime.InteropServices;
using Labelsmith.Domain.Datasets;
using OpenCvSharp;

namespace Labelsmith.Media;

/// <summary>Between decoded images and the vision library's matrices.</summary>
internal static class Pixels
{
    /// <summary>A copy; the caller disposes it.</summary>
    /// <exception cref="ArgumentException">The number of bytes is not that of the image's shape.</exception>
    public static Mat ToMat(PixelSource image)
    {
        if (image.Channels is not (1 or 3) || image.Pixels.Length != (long)image.Width * image.Height * image.Channels)
        {
            throw new ArgumentException(
                $"{image.Pixels.Length} bytes do not make {image.Width} x {image.Height} x {image.Channels}.", nameof(image));
        }

        var matrix = new Mat(image.Height, image.Width, image.Channels == 1 ? MatType.CV_8UC1 : MatType.CV_8UC3);
        if (MemoryMarshal.TryGetArray(image.Pixels, out var bytes))
        {
            Marshal.Copy(bytes.Array!, bytes.Offset, matrix.Data, bytes.Count);
        }
        else
        {
            Marshal.Copy(image.Pixels.ToArray(), 0, matrix.Data, image.Pixels.Length);
        }

        return matrix;
    }

    /// <summary>A copy of an 8-bit matrix of 1 or 3 channels.</summary>
    public static PixelSource FromMat(Mat matrix)
    {
        using var copy = matrix.IsContinuous() ? null : matrix.Clone();
        var pixels = new byte[(long)matrix.Rows * matrix.Cols * matrix.Channels()];
        Marshal.Copy((copy ?? matrix).Data, pixels, 0, pixels.Length);
        return new PixelSource(matrix.Cols, matrix.Rows, matrix.Channels(), pixels);
    }
}
