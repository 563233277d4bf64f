using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Makes another image of the same class: moved, turned, scaled, perhaps mirrored, with a hole in it.</summary>
/// <param name="Mirror">Whether left and right may change places.</param>
public sealed record ImageAugmentation(bool Mirror)
{
    /// <summary>Images as they are.</summary>
    public static ImageAugmentation None { get; } =
        new(Mirror: false) { Turn = 0, Zoom = 0, Shift = 0, Light = 0, HoleSide = 0 };

    /// <summary>Most, in radians, either way.</summary>
    public float Turn { get; init; } = 0.15f;

    /// <summary>Most, as the change of x by a step in y, either way.</summary>
    public float Shear { get; init; }

    /// <summary>Most, as the logarithm of a factor, either way.</summary>
    public float Zoom { get; init; } = 0.12f;

    /// <summary>Most, as a share of the size, either way.</summary>
    public float Shift { get; init; } = 0.08f;

    /// <summary>Most of contrast and of brightness, either way, in standard deviations.</summary>
    public float Light { get; init; } = 0.2f;

    /// <summary>Of the size; cutout, DeVries and Taylor (2017), arXiv:1708.04552.</summary>
    public float HoleSide { get; init; } = 0.3f;

    /// <summary>Whether tones and colours may change much (<see cref="ToneCurve"/>).</summary>
    public bool Tones { get; init; }

    /// <summary>For consistency with a weak variant: hardly to be recognised.</summary>
    /// <remarks>In the manner of RandAugment (Cubuk et al. 2019, arXiv:1909.13719) followed by cutout, but all of the geometry in
    /// one pass over the pixels: a few operations drawn from a list would cost several.</remarks>
    public static ImageAugmentation Strong(bool mirror) =>
        new(mirror) { Turn = 0.5f, Shear = 0.3f, Zoom = 0.25f, Shift = 0.125f, Light = 0.5f, HoleSide = 0.5f, Tones = true };

    /// <summary>Draws a variant.</summary>
    /// <param name="image">Of the size and channels that <paramref name="input"/> has.</param>
    /// <param name="into">Shape (C × H × W): normalised; the hole is the mean, 0.</param>
    public void Apply(PixelSource image, ImageInput input, Random random, Span<float> into)
    {
        var (w, h, c) = (image.Width, image.Height, image.Channels);
        var warp = ImageWarp.Around(
            (w / 2f) + (Spread(random) * Shift * w), (h / 2f) + (Spread(random) * Shift * h),
            Spread(random) * Turn, MathF.Exp(Spread(random) * Zoom), Mirror && random.Next(2) == 1, Spread(random) * Shear);
        var (contrast, brightness) = (1 + (Light * Spread(random)), Light * Spread(random));
        var tones = Tones ? ToneCurve.Draw(random) : null;
        var colour = Tones && c > 1 ? 2 * random.NextSingle() : 1; // 0 grey, 1 as it is
        var pixels = image.Pixels.Span;
        Span<float> pixel = stackalloc float[c];
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var (sx, sy) = warp.Source(x, y, w, h);
                for (var channel = 0; channel < c; channel++)
                {
                    var value = ImageWarp.Sample(pixels, w, h, c, channel, sx, sy);
                    pixel[channel] = tones is null ? value / 255 : tones[(int)value];
                }

                if (colour != 1)
                {
                    Fade(pixel, colour);
                }

                for (var channel = 0; channel < c; channel++)
                {
                    into[(((channel * h) + y) * w) + x] =
                        ((pixel[channel] - input.Mean[channel]) / input.Deviation[channel] * contrast) + brightness;
                }
            }
        }

        Cut(into, w, h, c, random);
    }

    private static void Fade(Span<float> pixel, float colour)
    {
        var grey = 0f;
        foreach (var value in pixel)
        {
            grey += value / pixel.Length;
        }

        foreach (ref var value in pixel)
        {
            value = grey + (colour * (value - grey));
        }
    }

    private void Cut(Span<float> image, int width, int height, int channels, Random random)
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
