using System.Numerics.Tensors;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>How images are made comparable before mean and deviation of all of them are taken out.</summary>
public enum ImageNormalisation
{
    /// <summary>Not: how light an image is may tell something.</summary>
    DataSet,

    /// <summary>Each image on its own has the same mean and deviation: for light or exposure that differ from image to image.</summary>
    ZScore,

    /// <summary>Each image on its own runs from black to white.</summary>
    MinMax,

    /// <summary>Each part of an image on its own has contrast (<see cref="ImageContrast"/>).</summary>
    Clahe,
}

/// <summary>Changes pixels once, when an image is read.</summary>
internal static class ImageNormalising
{
    private const double Deviation = 255.0 / 6; // 8 bits then hold three deviations either way

    public static PixelSource Apply(this ImageNormalisation normalisation, PixelSource image)
    {
        switch (normalisation)
        {
            case ImageNormalisation.Clahe:
                return ImageContrast.Equalise(image);
            case ImageNormalisation.MinMax:
                var (least, most) = (TensorPrimitives.Min(image.Pixels.Span), TensorPrimitives.Max(image.Pixels.Span));
                return Map(image, 255.0 / Math.Max(1, most - least), -least * 255.0 / Math.Max(1, most - least));
            case ImageNormalisation.ZScore:
                var (mean, deviation) = Moments(image.Pixels.Span);
                var scale = Deviation / Math.Max(deviation, 1);
                return Map(image, scale, 127.5 - (mean * scale));
            default:
                return image;
        }
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<byte> pixels)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in pixels)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / pixels.Length;
        return (mean, Math.Sqrt(Math.Max(0, (squares / pixels.Length) - (mean * mean))));
    }

    private static PixelSource Map(PixelSource image, double scale, double shift)
    {
        var table = new byte[256];
        for (var value = 0; value < table.Length; value++)
        {
            table[value] = (byte)Math.Clamp(Math.Round((value * scale) + shift), 0, 255);
        }

        var mapped = new byte[image.Pixels.Length];
        var from = image.Pixels.Span;
        for (var i = 0; i < mapped.Length; i++)
        {
            mapped[i] = table[from[i]];
        }

        return image with { Pixels = mapped };
    }
}
