namespace Labelsmith.Learning.Preprocessing;

/// <summary>Makes varied images of one size from images with boxes: scaled, stretched, moved, cropped and flipped, the image and its boxes by the same
/// map; then the image alone darker, lighter or tinted. Not turned: the upright box around a turned one is too large.</summary>
/// <param name="input">How pixels become numbers.</param>
/// <param name="width">Of the images that are made, in pixels.</param>
/// <param name="height">Of the images that are made, in pixels.</param>
/// <param name="symmetry">Which flips are plausible.</param>
public sealed class BoxSampler(ImageInput input, int width, int height, Symmetry symmetry)
{
    private const float Stretch = 0.08f;
    private const float LeastVisible = 0.35f; // of an object that a crop cuts, for it to be looked for
    private const float LeastSide = 2;
    private const float Tinted = 0.08f;

    /// <summary>Most of the logarithm of the scale, either way.</summary>
    public float Zoom { get; init; } = 0.35f; // e^0.35 is 1.4

    /// <summary>Most of contrast and of brightness, either way, in standard deviations.</summary>
    public float Light { get; init; } = 0.25f;

    /// <summary>The image as it is, in the upper left corner; the mean around it.</summary>
    /// <param name="into">Shape (C × height × width), receives the normalised image.</param>
    public void Plain(BoxedImage image, Span<float> into) =>
        Sample(image, new Axis(1, 0, false, image.Image.Width), new Axis(1, 0, false, image.Image.Height), into);

    /// <param name="image">What to draw from.</param>
    /// <param name="random">All that is random.</param>
    /// <param name="into">Shape (C × height × width), receives the normalised image.</param>
    /// <returns>The objects in it.</returns>
    public IReadOnlyList<ClassBox> Draw(BoxedImage image, Random random, Span<float> into)
    {
        var zoom = MathF.Exp(Spread(random) * Zoom);
        var stretch = MathF.Exp(Spread(random) * Stretch);
        var x = Place(random, image.Image.Width, zoom * stretch, width, symmetry.Mirror);
        var y = Place(random, image.Image.Height, zoom / stretch, height, symmetry.UpsideDown);
        Sample(image, x, y, into);
        Recolour(into, random);
        var boxes = new List<ClassBox>();
        foreach (var box in image.Boxes)
        {
            var ((left, right), (top, bottom)) = (x.Map(box.Left, box.Right), y.Map(box.Top, box.Bottom));
            var whole = new ClassBox(box.Class, left, top, right, bottom);
            var visible = whole.Within(width, height);
            if (visible.Width >= LeastSide && visible.Height >= LeastSide
                && visible.Width * visible.Height >= LeastVisible * whole.Width * whole.Height)
            {
                boxes.Add(visible);
            }
        }

        return boxes;
    }

    /// <summary>Anywhere where as much as possible of the image, or of the target, is filled.</summary>
    private static Axis Place(Random random, int length, float scale, int target, bool mayFlip)
    {
        var rest = target - (length * scale);
        return new Axis(scale, random.NextSingle() * rest, mayFlip && random.Next(2) == 1, length);
    }

    private void Sample(BoxedImage image, Axis x, Axis y, Span<float> into)
    {
        var (w, c) = (image.Image.Width, image.Image.Channels);
        var pixels = image.Image.Pixels.Span;
        var columns = x.Sources(width);
        var rows = y.Sources(height);
        into.Clear();
        for (var channel = 0; channel < c; channel++)
        {
            var (scale, shift) = (1 / (255 * input.Deviation[channel]), input.Mean[channel] / input.Deviation[channel]);
            for (var row = 0; row < height; row++)
            {
                var (y0, y1, fy) = rows[row];
                if (y0 < 0)
                {
                    continue;
                }

                var upper = pixels.Slice(y0 * w * c, w * c);
                var lower = pixels.Slice(y1 * w * c, w * c);
                var to = into.Slice(((channel * height) + row) * width, width);
                for (var column = 0; column < width; column++)
                {
                    var (x0, x1, fx) = columns[column];
                    if (x0 >= 0)
                    {
                        var (at0, at1) = ((x0 * c) + channel, (x1 * c) + channel);
                        var above = upper[at0] + ((upper[at1] - upper[at0]) * fx);
                        var below = lower[at0] + ((lower[at1] - lower[at0]) * fx);
                        to[column] = ((above + ((below - above) * fy)) * scale) - shift;
                    }
                }
            }
        }
    }

    private void Recolour(Span<float> pixels, Random random)
    {
        var (contrast, brightness) = (1 + (Light * Spread(random)), Light * Spread(random));
        var plane = width * height;
        for (var channel = 0; channel < input.Channels; channel++)
        {
            var (times, plus) = (contrast * (1 + (Tinted * Spread(random))), brightness + (Tinted * Spread(random)));
            foreach (ref var value in pixels.Slice(channel * plane, plane))
            {
                value = (value * times) + plus;
            }
        }
    }

    private static float Spread(Random random) => (2 * random.NextSingle()) - 1;

    /// <summary>How one coordinate of the image becomes one of the target: flipped, scaled, then moved.</summary>
    private readonly record struct Axis(float Scale, float Move, bool Flip, int Length)
    {
        public (float From, float To) Map(float from, float to) => Flip
            ? (((Length - to) * Scale) + Move, ((Length - from) * Scale) + Move)
            : ((from * Scale) + Move, (to * Scale) + Move);

        /// <summary>For each pixel of the target the two that it lies between, and how near to the second; -1 outside of the image.</summary>
        public (int First, int Second, float Share)[] Sources(int target)
        {
            var sources = new (int, int, float)[target];
            for (var i = 0; i < target; i++)
            {
                var at = (i + 0.5f - Move) / Scale;
                if (at < 0 || at >= Length)
                {
                    sources[i] = (-1, -1, 0);
                    continue;
                }

                at = Math.Clamp((Flip ? Length - at : at) - 0.5f, 0, Length - 1);
                var first = (int)at;
                sources[i] = (first, Math.Min(first + 1, Length - 1), at - first);
            }

            return sources;
        }
    }
}
