using OpenCvSharp;

namespace Labelsmith.Media;

/// <summary>How samples of more than 8 bits become 8 bits.</summary>
/// <remarks>
/// Colours of 16 bits are divided by 257. Grey of 16 bits comes mostly from instruments that fill only the lower 10, 12
/// or 14 bits: the smallest of 8, 10, 12, 14 and 16 bits that holds the brightest sample is what fills 0 to 255. So the images of one
/// instrument keep their relation to each other, which stretching each between its extremes would lose. Signed, 32-bit and
/// floating-point samples say nothing of their range: they are stretched from the least to the greatest.
/// </remarks>
internal static class PixelDepth
{
    private static readonly int[] CommonBits = [8, 10, 12, 14, 16];

    /// <summary>A copy with 8-bit samples; null where they have 8 bits already.</summary>
    public static Mat? ToEightBits(Mat image)
    {
        if (image.Depth() == MatType.CV_8U)
        {
            return null;
        }

        var result = new Mat();
        using var flat = image.Reshape(1);
        if (image.Depth() != MatType.CV_16U)
        {
            using var real = new Mat();
            flat.ConvertTo(real, MatType.CV_32F);
            Cv2.PatchNaNs(real, 0);
            Cv2.MinMaxLoc(real, out double low, out double high);
            var scale = high > low && double.IsFinite(high - low) ? 255 / (high - low) : 0;
            using var whole = real.Reshape(image.Channels());
            whole.ConvertTo(result, MatType.CV_8U, scale, -low * scale);
            return result;
        }

        Cv2.MinMaxLoc(flat, out double _, out double brightest);
        var bits = image.Channels() > 1 ? 16 : CommonBits.First(bits => brightest < 1 << bits);
        image.ConvertTo(result, MatType.CV_8U, 255.0 / ((1 << bits) - 1));
        return result;
    }
}
