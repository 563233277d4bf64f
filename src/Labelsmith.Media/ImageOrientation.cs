using Labelsmith.Media.Headers;
using OpenCvSharp;

namespace Labelsmith.Media;

/// <summary>Turns stored pixels upright, by the orientation of EXIF 2.32 (tag 274).</summary>
internal static class ImageOrientation
{
    /// <summary>A copy, as people see it; null where that is as it is stored.</summary>
    public static Mat? Upright(Mat stored, ImageHeader header)
    {
        if (header.Orientation == 1)
        {
            return null;
        }

        var upright = new Mat();
        switch (header.Orientation)
        {
            case 2:
                Cv2.Flip(stored, upright, FlipMode.Y);
                break;
            case 3:
                Cv2.Rotate(stored, upright, RotateFlags.Rotate180);
                break;
            case 4:
                Cv2.Flip(stored, upright, FlipMode.X);
                break;
            case 5:
                Cv2.Transpose(stored, upright);
                break;
            case 6:
                Cv2.Rotate(stored, upright, RotateFlags.Rotate90Clockwise);
                break;
            case 7:
                using (var transposed = new Mat())
                {
                    Cv2.Transpose(stored, transposed);
                    Cv2.Rotate(transposed, upright, RotateFlags.Rotate180);
                }

                break;
            case 8:
                Cv2.Rotate(stored, upright, RotateFlags.Rotate90Counterclockwise);
                break;
            default:
                throw new ArgumentException($"Orientations are 1 to 8, not {header.Orientation}.", nameof(header));
        }

        return upright;
    }
}
