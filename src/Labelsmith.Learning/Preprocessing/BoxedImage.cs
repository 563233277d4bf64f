using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>An object of an image.</summary>
/// <param name="Class">Its class's number.</param>
/// <param name="Left">In pixels from the outer edge of the first one.</param>
/// <param name="Top">Likewise.</param>
/// <param name="Right">Beyond <paramref name="Left"/>.</param>
/// <param name="Bottom">Beyond <paramref name="Top"/>.</param>
public readonly record struct ClassBox(int Class, float Left, float Top, float Right, float Bottom)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;

    /// <summary>As far as it lies within an image; empty where it does not.</summary>
    public ClassBox Within(int width, int height) => new(
        Class, Math.Clamp(Left, 0, width), Math.Clamp(Top, 0, height), Math.Clamp(Right, 0, width), Math.Clamp(Bottom, 0, height));

    /// <summary>Of the image scaled by these factors.</summary>
    public ClassBox Scaled(float x, float y) => new(Class, Left * x, Top * y, Right * x, Bottom * y);
}

/// <summary>An image with its objects.</summary>
/// <param name="Image">In the model's channels, at the size at which it is learned.</param>
/// <param name="Boxes">In its pixels.</param>
public sealed record BoxedImage(PixelSource Image, IReadOnlyList<ClassBox> Boxes);
