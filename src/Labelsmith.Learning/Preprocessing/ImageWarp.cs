namespace Labelsmith.Learning.Preprocessing;

/// <summary>An affine map from the pixels of a patch to the pixels of its image, both from their centres.</summary>
/// <param name="Xx">Source x by target x.</param>
/// <param name="Xy">Source x by target y.</param>
/// <param name="Yx">Source y by target x.</param>
/// <param name="Yy">Source y by target y.</param>
/// <param name="CentreX">Where in the image the patch's centre lies, in pixels.</param>
/// <param name="CentreY">Where in the image the patch's centre lies, in pixels.</param>
public readonly record struct ImageWarp(float Xx, float Xy, float Yx, float Yy, float CentreX, float CentreY)
{
    /// <param name="radians">Counter-clockwise as seen on the screen.</param>
    /// <param name="scale">Above 1 the patch shows less of the image, larger.</param>
    /// <param name="mirror">Left and right change places.</param>
    /// <param name="shear">How far x changes by a step in y of the patch.</param>
    public static ImageWarp Around(float centreX, float centreY, float radians, float scale, bool mirror, float shear = 0)
    {
        var (sin, cos) = MathF.SinCos(radians);
        var flip = mirror ? -1 : 1;
        var (xx, yx) = (flip * cos / scale, flip * sin / scale);
        return new ImageWarp(xx, (-sin / scale) + (shear * xx), yx, (cos / scale) + (shear * yx), centreX, centreY);
    }

    /// <summary>Where in the image a pixel of a patch comes from, as coordinates of pixel centres.</summary>
    public (float X, float Y) Source(int x, int y, int width, int height)
    {
        var (dx, dy) = (x + 0.5f - (width / 2f), y + 0.5f - (height / 2f));
        return (CentreX + (Xx * dx) + (Xy * dy) - 0.5f, CentreY + (Yx * dx) + (Yy * dy) - 0.5f);
    }

    /// <summary>Continues an image beyond its edges by mirroring it there.</summary>
    public static int Reflect(int at, int size)
    {
        if ((uint)at < (uint)size)
        {
            return at;
        }

        if (size == 1)
        {
            return 0;
        }

        var period = 2 * (size - 1);
        at = Math.Abs(at) % period;
        return at < size ? at : period - at;
    }

    /// <summary>Bilinear.</summary>
    /// <param name="pixels">Shape (height × width × channels).</param>
    public static float Sample(ReadOnlySpan<byte> pixels, int width, int height, int channels, int channel, float x, float y)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (fx, fy) = (x - left, y - top);
        var (x0, x1) = (Reflect(left, width), Reflect(left + 1, width));
        var (y0, y1) = (Reflect(top, height) * width, Reflect(top + 1, height) * width);
        float At(int at, ReadOnlySpan<byte> from) => from[(at * channels) + channel];
        var upper = (At(y0 + x0, pixels) * (1 - fx)) + (At(y0 + x1, pixels) * fx);
        var lower = (At(y1 + x0, pixels) * (1 - fx)) + (At(y1 + x1, pixels) * fx);
        return (upper * (1 - fy)) + (lower * fy);
    }
}
