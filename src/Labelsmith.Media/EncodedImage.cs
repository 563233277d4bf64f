using Labelsmith.Domain.Datasets;
using OpenCvSharp;

namespace Labelsmith.Media;

/// <summary>An image file in memory that every browser shows.</summary>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>.</param>
public sealed record EncodedImage(ReadOnlyMemory<byte> Bytes, string ContentType)
{
    private const int DefaultJpegQuality = 90;

    /// <summary>Without loss.</summary>
    public static EncodedImage Png(PixelSource image) => new(Encode(image, ".png", []), "image/png");

    /// <summary>With loss.</summary>
    /// <param name="quality">0 to 100.</param>
    public static EncodedImage Jpeg(PixelSource image, int quality = DefaultJpegQuality) =>
        new(Encode(image, ".jpg", [(int)ImwriteFlags.JpegQuality, quality]), "image/jpeg");

    private static byte[] Encode(PixelSource image, string extension, int[] parameters)
    {
        using var stored = Pixels.ToMat(image);
        if (image.Channels == 3)
        {
            Cv2.CvtColor(stored, stored, ColorConversionCodes.RGB2BGR);
        }

        Cv2.ImEncode(extension, stored, out var bytes, parameters);
        return bytes;
    }
}
