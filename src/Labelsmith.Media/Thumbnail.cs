using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media;

/// <summary>Small images for grids.</summary>
public static class Thumbnail
{
    /// <summary>The longer side, in pixels.</summary>
    public const int DefaultSide = 256;

    private const int JpegQuality = 85;

    /// <summary>Makes a thumbnail of a file. A large JPEG is decoded at a fraction of its size.</summary>
    /// <param name="name">What a fault calls it; null: the file's name.</param>
    /// <exception cref="BadItemException">As of <see cref="ImageFile"/>.</exception>
    public static EncodedImage Make(string path, string? name = null, int side = DefaultSide, ImageLimits? limits = null)
    {
        name ??= Path.GetFileName(path);
        var file = FileBytes.Read(path, name, limits ?? ImageLimits.Default);
        var header = ImageFile.CheckWhole(file, name, limits);
        return Make(ImageDecoder.DecodeReduced(file, header, name, side), side);
    }

    /// <summary>Makes a thumbnail of a decoded image: PNG where the image is that small already, else JPEG.</summary>
    public static EncodedImage Make(PixelSource image, int side = DefaultSide)
    {
        var isSmall = Math.Max(image.Width, image.Height) <= side;
        return isSmall ? EncodedImage.Png(image) : EncodedImage.Jpeg(ImageScaling.Fit(image, side), JpegQuality);
    }
}
