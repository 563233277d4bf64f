using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Makes another image of the same class: moved, turned, scaled, perhaps mirrored, with a hole in it.</summary>
/// <param name="Mirror">Whether left and right may change places.</param>
public sealed record ImageAugmentation(bool Mirror)
{
    private const float Turn = 0.15f; // radians, either way
    private const float Zoom = 0.12f;
    private const float Shift = 0.08f; // of the size
    private const float HoleSide = 0.3f; // of the size; cutout, DeVries and Taylor (2017), arXiv:1708.04552

    /// <summary>Draws a variant.</summary>
    /// <param name="image">Of the size and channels that <paramref name="input"/> has.</param>
    /// <param name="into">Shape (C × H × W): normalised; the hole is the mean, 0.</param>
    public void Apply(PixelSource image, ImageInput input, Random random, Span<float> into)
    {
        var (w, h, c) = (image.Width, image.Height, image.Channels);
        var warp = ImageWarp.Around(
            (w / 2f) + (Spread(random) * Shift * w), (h / 2f) + (Spread(random) * Shift * h),
            Spread(random) * Turn, MathF.Exp(Spread(random) * Zoom), Mirror && random.Next(2) == 1);
        var (contrast, brightness) = (1 + (0.2f * Spread(random)), 0.2f * Spread(random));
        var pixels = image.Pixels.Span;
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var (sx, sy) = warp.Source(x, y, w, h);
                for (var channel = 0; channel < c; channel++)
                {
                    var value = ImageWarp.Sample(pixels, w, h, c, channel, sx, sy) / 255;
                    into[(((channel * h) + y) * w) + x] =
                        ((value - input.Mean[channel]) / input.Deviation[channel] * contrast) + brightness;
                }
            }
        }

        Cut(into, w, h, c, random);
    }

    private static void Cut(Span<float> image, int width, int height, int channels, Random random)
    {
        var (w, h) = ((int)(HoleSide * width), (int)(HoleSide * height));
        var (left, top) = (random.Next(width) - (w / 2), random.Next(height) - (h / 2));
        var (from, to) = (Math.Max(left, 0), Math.Min(left + w, width));
        for (var channel = 0; channel < channels; channel++)
        {
            for (var y = Math.Max(top, 0); y < Math.Min(top + h, height); y++)
            {
                image.Slice((((channel * height) + y) * width) + from, to - from).Clear();
            }
        }
    }

    private static float Spread(Random random) => (2 * random.NextSingle()) - 1;
}
