namespace Labelsmith.Learning.Preprocessing;

/// <summary>Cuts varied patches out of segmented images: moved, turned, scaled, flipped and bent, the image and its
/// classes by the same map; then the image alone darker, lighter or noisier.</summary>
/// <param name="input">How pixels become numbers.</param>
/// <param name="size">Width and height of a patch, in pixels.</param>
/// <param name="symmetry">Which flips are plausible; quarter turns where both are.</param>
public sealed class PatchSampler(ImageInput input, int size, Symmetry symmetry)
{
    private const float StrongGamma = 0.7f; // most of the logarithm of the exponent, either way

    /// <summary>Of the patches are centred on a class drawn evenly, so that rare ones are seen (nnU-Net), 0 to 1.</summary>
    public double Foreground { get; init; } = 1.0 / 3;

    /// <summary>Most, in radians, either way; half of the patches are turned.</summary>
    public float Turn { get; init; } = 0.25f;

    /// <summary>Most, as the logarithm of a factor, either way; half of the patches are scaled.</summary>
    public float Zoom { get; init; } = 0.25f;

    /// <summary>Most that a pixel is bent away, as a share of the size; half of the patches are bent.</summary>
    public float Bend { get; init; } = 0.05f;

    /// <summary>Most of contrast and of brightness, either way, in standard deviations; twice as much in strong variants.</summary>
    public float Light { get; init; } = 0.25f;

    /// <summary>Most, in standard deviations; a third of the patches is noisy. Twice as much in strong variants.</summary>
    public float Noise { get; init; } = 0.3f;

    /// <summary>Most, as the deviation of a bell in pixels; a fifth of the patches is blurred.</summary>
    public float Blur { get; init; }

    /// <param name="image">What to cut from.</param>
    /// <param name="random">All that is random.</param>
    /// <param name="pixels">Shape (C × size × size), receives the normalised patch.</param>
    /// <param name="classes">Shape (size × size), receives its class numbers.</param>
    public void Draw(SegmentedImage image, Random random, Span<float> pixels, Span<long> classes)
    {
        Cut(image, random, pixels, classes);
        Recolour(pixels, random, 1);
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
        Recolour(weak, random, 1);
        Darken(strong, random);
        Recolour(strong, random, 2);
    }

    /// <summary>A patch in the light in which it is.</summary>
    /// <param name="image">What to cut from.</param>
    /// <param name="random">All that is random.</param>
    /// <param name="pixels">Shape (C × size × size).</param>
    /// <param name="classes">Shape (size × size); empty: they are not wanted.</param>
    public void Cut(SegmentedImage image, Random random, Span<float> pixels, Span<long> classes)
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
                    var (bx, by) = bend.At(x, y, size, size);
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
        if (random.NextDouble() < Math.Max(Foreground, 1 - image.KnownShare) && image.PlacesByClass is { Length: > 0 } places)
        {
            var ofClass = places[random.Next(places.Length)];
            var place = ofClass[random.Next(ofClass.Length)];
            (x, y) = (Inside(place % w, w), Inside(place / w, h));
        }

        var turn = symmetry is { Mirror: true, UpsideDown: true } ? random.Next(4) * MathF.PI / 2
            : symmetry.UpsideDown ? random.Next(2) * MathF.PI
            : 0;
        turn += random.Next(2) * Spread(random) * Turn;
        var zoom = MathF.Exp(random.Next(2) * Spread(random) * Zoom);
        return ImageWarp.Around(x, y, turn, zoom, symmetry.Mirror && random.Next(2) == 1);
    }

    /// <summary>Where a patch may be centred so that it stays inside, or the middle where it cannot.</summary>
    private float Centre(Random random, int length) =>
        length <= size ? length / 2f : (size / 2f) + (random.NextSingle() * (length - size));

    private float Inside(int at, int length) =>
        length <= size ? length / 2f : Math.Clamp(at, size / 2f, length - (size / 2f));

    private ElasticBend? DrawBend(Random random) =>
        random.Next(2) == 0 ? null : new ElasticBend(random.NextSingle() * size * Bend, random);

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

    /// <summary>Another light, noise and blur.</summary>
    /// <param name="pixels">Shape (C × size × size), normalised.</param>
    /// <param name="random">All that is random.</param>
    /// <param name="strength">1: as much as was said; a factor of it.</param>
    public void Recolour(Span<float> pixels, Random random, float strength = 1)
    {
        var light = strength * Light;
        var (contrast, brightness) = (1 + (light * Spread(random)), light * Spread(random));
        var noise = random.Next(3) == 0 ? strength * Noise * random.NextSingle() : 0;
        foreach (ref var value in pixels)
        {
            value = (value * contrast) + brightness;
        }

        if (noise > 0)
        {
            PixelEffects.Noise(pixels, noise, random);
        }

        if (Blur > 0 && random.Next(5) == 0)
        {
            PixelEffects.Blur(pixels, size, size, 0.1f + (Blur * random.NextSingle()));
        }
    }

    private static float Spread(Random random) => (2 * random.NextSingle()) - 1;
}
