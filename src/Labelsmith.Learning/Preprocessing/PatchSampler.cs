namespace Labelsmith.Learning.Preprocessing;

/// <summary>Cuts varied patches out of segmented images: moved, turned, scaled, flipped and bent, the image and its
/// classes by the same map; then the image alone darker, lighter or noisier.</summary>
/// <param name="input">How pixels become numbers.</param>
/// <param name="size">Width and height of a patch, in pixels.</param>
/// <param name="symmetry">Which flips are plausible; quarter turns where both are.</param>
/// <remarks>Elastic bending after Simard et al. (2003), doi:10.1109/ICDAR.2003.1227801, on a coarse grid.</remarks>
public sealed class PatchSampler(ImageInput input, int size, Symmetry symmetry)
{
    private const int Grid = 5; // displacements a side, bilinear in between
    private const float WeakLight = 0.25f; // most of contrast and brightness, either way, in standard deviations
    private const float StrongLight = 0.5f;
    private const float WeakNoise = 0.3f; // most, in standard deviations
    private const float StrongNoise = 0.6f;
    private const float StrongGamma = 0.7f; // most of the logarithm of the exponent, either way
    private const double BalancedShare = 1.0 / 3; // centred on a class drawn evenly, so that rare ones are seen (nnU-Net)

    /// <param name="image">What to cut from.</param>
    /// <param name="random">All that is random.</param>
    /// <param name="pixels">Shape (C × size × size), receives the normalised patch.</param>
    /// <param name="classes">Shape (size × size), receives its class numbers.</param>
    public void Draw(SegmentedImage image, Random random, Span<float> pixels, Span<long> classes)
    {
        Cut(image, random, pixels, classes);
        Recolour(pixels, random);
    }

    /// <summary>Draws one patch in two variants, pixel upon pixel: hardly changed, and in a light that hides much.</summary>
    /// <param name="image">What to cut from.</param>
    /// <param name="random">All that is random.</param>
    /// <param name="weak">Shape (C × size × size).</param>
    /// <param name="strong">Shape (C × size × size).</param>
    public void DrawTwo(SegmentedImage image, Random random, Span<float> weak, Span<float> strong)
    {
        Cut(image, random, weak, []);
        weak.CopyTo(strong);
        Recolour(weak, random);
        Darken(strong, random);
        Recolour(strong, random, StrongLight, StrongNoise);
    }

    /// <param name="classes">Empty: they are not wanted.</param>
    private void Cut(SegmentedImage image, Random random, Span<float> pixels, Span<long> classes)
    {
        var (w, h, c) = (image.Image.Width, image.Image.Height, image.Image.Channels);
        var warp = DrawWarp(image, random);
        var bend = DrawBend(random);
        var from = image.Image.Pixels.Span;
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var (sx, sy) = warp.Source(x, y, size, size);
                if (bend is not null)
                {
                    var (bx, by) = Bend(bend, x, y);
                    (sx, sy) = (sx + bx, sy + by);
                }

                var at = (y * size) + x;
                var nearest = (ImageWarp.Reflect((int)MathF.Round(sy), h) * w) + ImageWarp.Reflect((int)MathF.Round(sx), w);
                if (classes.Length > 0)
                {
                    classes[at] = image.Classes[nearest];
                }

                for (var channel = 0; channel < c; channel++)
                {
                    var value = ImageWarp.Sample(from, w, h, c, channel, sx, sy) / 255;
                    pixels[(channel * size * size) + at] = (value - input.Mean[channel]) / input.Deviation[channel];
                }
            }
        }
    }

    private ImageWarp DrawWarp(SegmentedImage image, Random random)
    {
        var (w, h) = (image.Image.Width, image.Image.Height);
        var (x, y) = (Centre(random, w), Centre(random, h));
        // where little is marked, a patch drawn anywhere would mostly hold nothing to learn
        if (random.NextDouble() < Math.Max(BalancedShare, 1 - image.KnownShare) && image.PlacesByClass is { Length: > 0 } places)
        {
            var ofClass = places[random.Next(places.Length)];
            var place = ofClass[random.Next(ofClass.Length)];
            (x, y) = (Inside(place % w, w), Inside(place / w, h));
        }

        var turn = symmetry is { Mirror: true, UpsideDown: true } ? random.Next(4) * MathF.PI / 2
            : symmetry.UpsideDown ? random.Next(2) * MathF.PI
            : 0;
        turn += random.Next(2) * Spread(random) * 0.25f;
        var zoom = MathF.Exp(random.Next(2) * Spread(random) * 0.25f);
        return ImageWarp.Around(x, y, turn, zoom, symmetry.Mirror && random.Next(2) == 1);
    }

    /// <summary>Where a patch may be centred so that it stays inside, or the middle where it cannot.</summary>
    private float Centre(Random random, int length) =>
        length <= size ? length / 2f : (size / 2f) + (random.NextSingle() * (length - size));

    private float Inside(int at, int length) =>
        length <= size ? length / 2f : Math.Clamp(at, size / 2f, length - (size / 2f));

    private float[]? DrawBend(Random random)
    {
        if (random.Next(2) == 0)
        {
            return null;
        }

        var reach = random.NextSingle() * size * 0.05f;
        var bend = new float[2 * Grid * Grid];
        for (var i = 0; i < bend.Length; i++)
        {
            bend[i] = Spread(random) * reach;
        }

        return bend;
    }

    private (float X, float Y) Bend(float[] bend, int x, int y)
    {
        var (gx, gy) = ((float)x * (Grid - 1) / size, (float)y * (Grid - 1) / size);
        var (column, row) = ((int)gx, (int)gy);
        var (fx, fy) = (gx - column, gy - row);
        float At(int plane)
        {
            var corner = (plane * Grid * Grid) + (row * Grid) + column;
            var upper = (bend[corner] * (1 - fx)) + (bend[corner + 1] * fx);
            var lower = (bend[corner + Grid] * (1 - fx)) + (bend[corner + Grid + 1] * fx);
            return (upper * (1 - fy)) + (lower * fy);
        }

        return (At(0), At(1));
    }

    /// <summary>Gamma, either way.</summary>
    private void Darken(Span<float> pixels, Random random)
    {
        var tones = ToneCurve.Gamma(MathF.Exp(StrongGamma * Spread(random)));
        for (var i = 0; i < pixels.Length; i++)
        {
            var (mean, deviation) = (input.Mean[i / (size * size)], input.Deviation[i / (size * size)]);
            var value = Math.Clamp((int)(255 * ((pixels[i] * deviation) + mean)), 0, 255);
            pixels[i] = (tones[value] - mean) / deviation;
        }
    }

    private static void Recolour(Span<float> pixels, Random random, float light = WeakLight, float mostNoise = WeakNoise)
    {
        var (contrast, brightness) = (1 + (light * Spread(random)), light * Spread(random));
        var noise = random.Next(3) == 0 ? mostNoise * random.NextSingle() : 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (pixels[i] * contrast) + brightness;
            if (noise > 0)
            {
                pixels[i] += noise * (Spread(random) + Spread(random)); // a triangle is near enough to a bell
            }
        }
    }

    private static float Spread(Random random) => (2 * random.NextSingle()) - 1;
}
