namespace Labelsmith.Learning.Preprocessing;

/// <summary>What bad optics and bad sensors do to normalised images.</summary>
internal static class PixelEffects
{
    /// <summary>Adds noise that is independent from pixel to pixel.</summary>
    /// <param name="amount">Most, in standard deviations of the data: the sum of two uniform draws, which is near enough to a bell.</param>
    public static void Noise(Span<float> pixels, float amount, Random random)
    {
        foreach (ref var value in pixels)
        {
            value += amount * ((2 * random.NextSingle()) - 1 + (2 * random.NextSingle()) - 1);
        }
    }

    /// <summary>A Gaussian blur, the edges continued by mirroring.</summary>
    /// <param name="planes">Shape (channels × height × width).</param>
    /// <param name="deviation">Of the bell, in pixels; above 0.</param>
    public static void Blur(Span<float> planes, int width, int height, float deviation)
    {
        var weights = Bell(deviation);
        var line = new float[Math.Max(width, height)];
        for (var start = 0; start < planes.Length; start += width * height)
        {
            var plane = planes.Slice(start, width * height);
            for (var y = 0; y < height; y++)
            {
                Smooth(plane[(y * width)..], width, 1, weights, line);
            }

            for (var x = 0; x < width; x++)
            {
                Smooth(plane[x..], height, width, weights, line);
            }
        }
    }

    private static void Smooth(Span<float> from, int count, int stride, float[] weights, float[] line)
    {
        var reach = weights.Length / 2;
        for (var i = 0; i < count; i++)
        {
            line[i] = 0;
            for (var k = -reach; k <= reach; k++)
            {
                line[i] += weights[k + reach] * from[ImageWarp.Reflect(i + k, count) * stride];
            }
        }

        for (var i = 0; i < count; i++)
        {
            from[i * stride] = line[i];
        }
    }

    private static float[] Bell(float deviation)
    {
        var reach = (int)MathF.Ceiling(3 * deviation);
        var weights = new float[(2 * reach) + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = MathF.Exp(-(i - reach) * (i - reach) / (2 * deviation * deviation));
        }

        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
