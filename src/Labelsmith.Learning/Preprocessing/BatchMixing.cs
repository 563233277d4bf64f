namespace Labelsmith.Learning.Preprocessing;

/// <summary>Mixes labelled images of a batch with each other, and their labels likewise.</summary>
/// <remarks>Mixup: Zhang et al. (2017), arXiv:1710.09412, α 0.4. CutMix: Yun et al. (2019), arXiv:1905.04899, α 1.</remarks>
/// <param name="Mixup">The share of batches whose images are laid over each other, 0 to 1.</param>
/// <param name="CutMix">The share of batches whose images have a rectangle from another image; both together at most 1.</param>
public sealed record BatchMixing(double Mixup, double CutMix)
{
    private const double Alpha = 0.4;

    /// <summary>Mixes in place.</summary>
    /// <param name="inputs">Shape (count × channels × height × width).</param>
    /// <returns>For each image whose label it has too, and how much its own one weighs, 0 to 1; empty: nothing was mixed.</returns>
    public (int[] Partners, float[] Shares) Apply(Span<float> inputs, int count, int channels, int height, int width, Random random)
    {
        if (Mixup + CutMix <= 0)
        {
            return ([], []);
        }

        var draw = random.NextDouble();
        if (count < 2 || draw >= Mixup + CutMix)
        {
            return ([], []);
        }

        var partners = Enumerable.Range(0, count).ToArray();
        random.Shuffle(partners);
        var shares = new float[count];
        ReadOnlySpan<float> originals = inputs.ToArray();
        var size = channels * height * width;
        for (var i = 0; i < count; i++)
        {
            var image = inputs.Slice(i * size, size);
            var other = originals.Slice(partners[i] * size, size);
            shares[i] = draw < Mixup ? LayOver(image, other, random) : Paste(image, other, channels, height, width, random);
        }

        return (partners, shares);
    }

    private static float LayOver(Span<float> image, ReadOnlySpan<float> other, Random random)
    {
        var share = (float)Beta(random);
        for (var i = 0; i < image.Length; i++)
        {
            image[i] = (share * image[i]) + ((1 - share) * other[i]);
        }

        return share;
    }

    private static float Paste(Span<float> image, ReadOnlySpan<float> other, int channels, int height, int width, Random random)
    {
        var side = MathF.Sqrt(1 - random.NextSingle());
        var (w, h) = ((int)(side * width), (int)(side * height));
        var (left, top) = (random.Next(width) - (w / 2), random.Next(height) - (h / 2));
        var (from, to) = (Math.Max(left, 0), Math.Min(left + w, width));
        var (first, last) = (Math.Max(top, 0), Math.Min(top + h, height));
        for (var channel = 0; channel < channels; channel++)
        {
            for (var y = first; y < last; y++)
            {
                var at = (((channel * height) + y) * width) + from;
                other.Slice(at, to - from).CopyTo(image[at..]);
            }
        }

        return 1 - ((float)(to - from) * (last - first) / (width * height));
    }

    /// <summary>Of Beta(α, α) by Jöhnk's method (1964), which serves α below 1.</summary>
    private static double Beta(Random random)
    {
        while (true)
        {
            var (x, y) = (Math.Pow(1 - random.NextDouble(), 1 / Alpha), Math.Pow(1 - random.NextDouble(), 1 / Alpha));
            if (x + y <= 1)
            {
                return x / (x + y);
            }
        }
    }
}
