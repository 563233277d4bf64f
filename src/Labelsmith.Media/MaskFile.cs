using System.Runtime.InteropServices;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Headers;
using OpenCvSharp;

namespace Labelsmith.Media;

/// <summary>The values that an image file stores, one a pixel, as label masks are made of.</summary>
/// <param name="Values">Shape (Height × Width), row by row: a grey sample as stored, an index where there is a palette, or
/// <c>0xRRGGBB</c> where <paramref name="IsColour"/>.</param>
/// <param name="IsColour">The file stores colours that are not all grey.</param>
public sealed record StoredMask(int Width, int Height, ReadOnlyMemory<int> Values, bool IsColour);

/// <summary>Reads label masks: the stored class ids, not what people see. Indices of a palette stay indices, 16 bits stay
/// 16 bits, and nothing is turned upright.</summary>
public static class MaskFile
{
    /// <summary>Reads a PNG, TIFF, BMP or other image file as values.</summary>
    /// <param name="name">What a fault calls it; null: the file's name.</param>
    /// <exception cref="BadItemException">As of <see cref="ImageFile"/>.</exception>
    public static StoredMask Read(string path, string? name = null, ImageLimits? limits = null)
    {
        name ??= Path.GetFileName(path);
        return Read(FileBytes.Read(path, name, limits ?? ImageLimits.Default), name, limits);
    }

    /// <inheritdoc cref="Read(string, string?, ImageLimits?)"/>
    public static StoredMask Read(ReadOnlyMemory<byte> file, string name, ImageLimits? limits = null)
    {
        var header = ImageFile.CheckWhole(file.Span, name, limits);
        if (header is { Kind: ImageKind.Png, Channels: 1 })
        {
            return new StoredMask(header.Width, header.Height, PngSamples.Read(file.Span, header, name), false);
        }

        using var stored = ImageDecoder.DecodeStored(file.Span, header, name, ImreadModes.Unchanged);
        return stored.Channels() == 1 ? ReadGrey(stored, name) : ReadColours(stored, name);
    }

    private static StoredMask ReadGrey(Mat stored, string name)
    {
        if (stored.Depth() is not (MatType.CV_8U or MatType.CV_16U or MatType.CV_32S or MatType.CV_8S or MatType.CV_16S))
        {
            throw new BadItemException(new Fault(name, "A mask holds whole numbers, not fractions: export it as an 8- or 16-bit PNG."));
        }

        using var whole = new Mat(); // made anew, hence without gaps between rows
        stored.ConvertTo(whole, MatType.CV_32S);
        var values = new int[whole.Total()];
        Marshal.Copy(whole.Data, values, 0, values.Length);
        return new StoredMask(whole.Cols, whole.Rows, values, false);
    }

    private static StoredMask ReadColours(Mat stored, string name)
    {
        if (stored.Depth() != MatType.CV_8U)
        {
            throw new BadItemException(new Fault(name, "A mask of colours needs 8 bits a sample: export it as an 8-bit PNG."));
        }

        using var colours = new Mat();
        Cv2.CvtColor(stored, colours, stored.Channels() == 4 ? ColorConversionCodes.BGRA2RGB : ColorConversionCodes.BGR2RGB);

        var samples = Pixels.FromMat(colours).Pixels.Span;
        var values = new int[samples.Length / 3];
        var isColour = false;
        for (var at = 0; at < values.Length; at++)
        {
            var (red, green, blue) = (samples[3 * at], samples[(3 * at) + 1], samples[(3 * at) + 2]);
            isColour |= blue != green || green != red;
            values[at] = (red << 16) | (green << 8) | blue;
        }

        if (!isColour)
        {
            for (var at = 0; at < values.Length; at++)
            {
                values[at] &= 0xFF; // grey that is merely stored as colours
            }
        }

        return new StoredMask(stored.Cols, stored.Rows, values, isColour);
    }
}
