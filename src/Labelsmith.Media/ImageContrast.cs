using Labelsmith.Domain.Datasets;
using OpenCvSharp;

namespace Labelsmith.Media;

/// <summary>Evens out the light of images.</summary>
public static class ImageContrast
{
    private const double ClipLimit = 2;
    private const int Tiles = 8; // a side

    /// <summary>Contrast-limited adaptive histogram equalisation (Zuiderveld 1994, Graphics Gems IV), of the lightness where there are colours:
    /// dark and bright parts of an image show their detail alike.</summary>
    public static PixelSource Equalise(PixelSource image)
    {
        using var clahe = Cv2.CreateCLAHE(ClipLimit, new Size(Tiles, Tiles));
        using var pixels = Pixels.ToMat(image);
        if (image.Channels == 1)
        {
            clahe.Apply(pixels, pixels);
            return Pixels.FromMat(pixels);
        }

        using var lab = new Mat();
        Cv2.CvtColor(pixels, lab, ColorConversionCodes.RGB2Lab);
        Cv2.Split(lab, out var planes);
        clahe.Apply(planes[0], planes[0]);
        Cv2.Merge(planes, lab);
        Cv2.CvtColor(lab, pixels, ColorConversionCodes.Lab2RGB);
        Array.ForEach(planes, plane => plane.Dispose());
        return Pixels.FromMat(pixels);
    }
}
