using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Headers;
using OpenCvSharp;

namespace Labelsmith.Media;

/// <summary>From the bytes of a file to upright 8-bit pixels.</summary>
internal static class ImageDecoder
{
    // what the library would log of a broken file, we say in a sentence
    static ImageDecoder() => Cv2.SetLogLevel(LogLevel.SILENT);

    public static PixelSource Decode(ReadOnlySpan<byte> file, ImageHeader header, string name)
    {
        using var stored = DecodeStored(file, header, name, ImreadModes.Unchanged);
        return Finish(stored, header);
    }

    /// <summary>As <see cref="Decode"/>, but a large JPEG comes at a half, a quarter or an eighth of its size, which is several
    /// times faster; never smaller than <paramref name="side"/> on its longer side.</summary>
    public static PixelSource DecodeReduced(ReadOnlySpan<byte> file, ImageHeader header, string name, int side)
    {
        var factor = header.Kind == ImageKind.Jpeg ? Math.Max(header.Width, header.Height) / side : 1;
        var mode = factor switch
        {
            >= 8 => ImreadModes.ReducedColor8,
            >= 4 => ImreadModes.ReducedColor4,
            >= 2 => ImreadModes.ReducedColor2,
            _ => ImreadModes.Unchanged,
        };
        using var stored = DecodeStored(file, header, name,
            mode == ImreadModes.Unchanged ? mode : mode | ImreadModes.IgnoreOrientation);
        return Finish(stored, header);
    }

    /// <summary>The samples as the file has them, colours as blue-green-red; not turned upright.</summary>
    public static Mat DecodeStored(ReadOnlySpan<byte> file, ImageHeader header, string name, ImreadModes mode)
    {
        Mat? stored = null;
        try
        {
            var turned = header is { Kind: ImageKind.Tiff, Orientation: not 1 };
            stored = Cv2.ImDecode(turned ? TiffTags.SayUpright(file) : file, mode);
        }
        catch (OpenCVException)
        {
            // falls through to the one sentence below: the decoder's own is not for users
        }

        if (stored is null || stored.Empty())
        {
            stored?.Dispose();
            throw new BadItemException(new Fault(name,
                $"The {header.Kind} image is broken or of a kind that cannot be decoded: open it in an image program and export it as PNG."));
        }

        return stored;
    }

    /// <summary>Each step gives null where it has nothing to do: a large image is copied no more often than it must.</summary>
    private static PixelSource Finish(Mat stored, ImageHeader header)
    {
        using var eightBits = PixelDepth.ToEightBits(stored);
        using var opaque = FlattenOnWhite(eightBits ?? stored, header);
        using var coloured = ToGreyOrRgb(opaque ?? eightBits ?? stored, header);
        using var upright = ImageOrientation.Upright(coloured ?? opaque ?? eightBits ?? stored, header);
        return Pixels.FromMat(upright ?? coloured ?? opaque ?? eightBits ?? stored);
    }

    private static Mat? FlattenOnWhite(Mat image, ImageHeader header)
    {
        if (image.Channels() != 4)
        {
            return null;
        }

        using var alpha = image.ExtractChannel(3);
        var opaque = new Mat();
        Cv2.CvtColor(image, opaque, ColorConversionCodes.BGRA2BGR);
        // 32-bit bitmaps mostly leave the fourth byte unused, at 0
        if (header.Kind == ImageKind.Bmp && Cv2.CountNonZero(alpha) == 0)
        {
            return opaque;
        }

        // white where transparent: colour * alpha + 255 * (1 - alpha)
        using var weight = new Mat();
        Cv2.Merge([alpha, alpha, alpha], weight);
        using var inverse = new Mat();
        Cv2.BitwiseNot(weight, inverse);
        Cv2.Multiply(opaque, weight, opaque, 1 / 255.0);
        Cv2.Add(opaque, inverse, opaque);
        return opaque;
    }

    private static Mat? ToGreyOrRgb(Mat image, ImageHeader header)
    {
        if (image.Channels() == 1)
        {
            return null;
        }

        // the decoder gives grey with alpha as colours
        if (header.Channels <= 2 && !header.HasPalette && header.Kind != ImageKind.Gif)
        {
            return image.ExtractChannel(0);
        }

        var rgb = new Mat();
        Cv2.CvtColor(image, rgb, ColorConversionCodes.BGR2RGB);
        return rgb;
    }
}
