using System.Numerics.Tensors;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Asks labelled images whether their mirror images still belong to their classes: those of shoes do, those of
/// letters and digits do not.</summary>
/// <remarks>Each image, and its mirror image, is classified by its nearest neighbour among the others.</remarks>
public static class MirrorProbe
{
    private const int MostImages = 1000;
    private const double LossAllowed = 0.1;
    private const int LeastRecognised = 5; // images: fewer are no evidence

    /// <param name="images">All of one size.</param>
    /// <param name="classes">Shape (images).</param>
    /// <returns>Whether the mirrored ones are recognised almost as often; false where too few are recognised to tell it by, as where
    /// each class has one image.</returns>
    public static bool IsPlausible(IReadOnlyList<PixelSource> images, IReadOnlyList<int> classes)
    {
        var count = Math.Min(images.Count, MostImages);
        var plain = new float[count][];
        var mirrored = new float[count][];
        for (var i = 0; i < count; i++)
        {
            (plain[i], mirrored[i]) = (Flat(images[i], false), Flat(images[i], true));
        }

        var (rightPlain, rightMirrored) = (0, 0);
        Parallel.For(0, count, i =>
        {
            if (Nearest(plain[i], plain, i) is var a && a >= 0 && classes[a] == classes[i])
            {
                Interlocked.Increment(ref rightPlain);
            }

            if (Nearest(mirrored[i], plain, i) is var b && b >= 0 && classes[b] == classes[i])
            {
                Interlocked.Increment(ref rightMirrored);
            }
        });
        return rightPlain >= LeastRecognised && rightMirrored >= (1 - LossAllowed) * rightPlain;
    }

    private static int Nearest(float[] wanted, float[][] all, int except)
    {
        var (nearest, least) = (-1, float.PositiveInfinity);
        for (var i = 0; i < all.Length; i++)
        {
            if (i != except && TensorPrimitives.Distance<float>(wanted, all[i]) is var distance && distance < least)
            {
                (nearest, least) = (i, distance);
            }
        }

        return nearest;
    }

    /// <summary>At most 32 × 32: more would only cost time.</summary>
    private static float[] Flat(PixelSource image, bool mirror)
    {
        var small = ImageScaling.Resize(ImageScaling.ToChannels(image, 1), Math.Min(image.Width, 32), Math.Min(image.Height, 32));
        var pixels = small.Pixels.Span;
        var flat = new float[pixels.Length];
        for (var i = 0; i < flat.Length; i++)
        {
            var x = i % small.Width;
            flat[i] = pixels[mirror ? i - x + (small.Width - 1 - x) : i];
        }

        return flat;
    }
}
