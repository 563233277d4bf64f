using CsCheck;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Tests.Preprocessing;

public class VariantTests
{
    private static readonly ImageInput _input = new(1, [0.5f], [0.5f]);

    [Fact]
    public void Blur_keeps_the_mean_and_takes_detail_away()
    {
        var random = new Random(1);
        var image = Enumerable.Range(0, 2 * 20 * 30).Select(_ => random.NextSingle()).ToArray();
        var blurred = image.ToArray();
        PixelEffects.Blur(blurred, 30, 20, 1.5f);
        Assert.Equal(image.Average(), blurred.Average(), 0.01);
        Assert.True(Roughness(blurred) < 0.3 * Roughness(image), $"{Roughness(blurred)} of {Roughness(image)}");

        float[] flat = [.. Enumerable.Repeat(2f, 600)];
        PixelEffects.Blur(flat, 30, 20, 1.5f);
        Assert.All(flat, value => Assert.Equal(2, value, 1e-4));
    }

    [Fact]
    public void Noise_is_as_strong_as_it_is_asked_to_be()
    {
        var noise = new float[100_000];
        PixelEffects.Noise(noise, 0.5f, new Random(2));
        Assert.Equal(0, noise.Average(), 0.01);
        // two uniform draws from -1 to 1 have the deviation √(2/3)
        Assert.Equal(0.5 * Math.Sqrt(2 / 3.0), Math.Sqrt(noise.Average(value => value * value)), 0.01);
    }

    [Fact]
    public void Bending_moves_no_pixel_further_than_it_may_and_neighbours_alike() => Gen.Int[0, 10_000].Sample(seed =>
    {
        var bend = new ElasticBend(3, new Random(seed));
        for (var i = 0; i < 39; i++)
        {
            var (here, there) = (bend.At(i, 20, 40, 40), bend.At(i + 1, 20, 40, 40));
            Assert.True(Math.Abs(here.X) <= 3 && Math.Abs(here.Y) <= 3);
            Assert.True(Math.Abs(here.X - there.X) < 0.7 && Math.Abs(here.Y - there.Y) < 0.7);
        }
    }, iter: 30);

    [Theory, InlineData("bend"), InlineData("blur"), InlineData("noise")]
    public void Each_kind_changes_an_image_and_none_by_itself(string kind)
    {
        var image = new PixelSource(16, 16, 1, Enumerable.Range(0, 256).Select(i => (byte)(i % 3 == 0 ? 220 : 30)).ToArray());
        var still = new ImageAugmentation(false) { Turn = 0, Zoom = 0, Shift = 0, Light = 0, HoleSide = 0 };
        float[] Draw(ImageAugmentation augmentation, int seed)
        {
            var into = new float[256];
            augmentation.Apply(image, _input, new Random(seed), into);
            return into;
        }

        var plain = new float[256];
        _input.Normalise(image.Pixels.Span, plain);
        Assert.All(plain.Zip(Draw(still, 1)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        var one = kind switch { "bend" => still with { Bend = 0.1f }, "blur" => still with { Blur = 1 }, _ => still with { Noise = 0.5f } };
        Assert.Contains(Enumerable.Range(0, 10), seed => plain.Zip(Draw(one, seed)).Any(pair => Math.Abs(pair.First - pair.Second) > 0.05));
    }

    [Fact]
    public void A_mixed_label_weighs_as_much_as_its_pixels() => Gen.Select(Gen.Int[0, 10_000], Gen.Bool).Sample((seed, lays) =>
    {
        const int count = 6, side = 12;
        // image i is i everywhere, so that a mixture tells how it came about
        var inputs = Enumerable.Range(0, count * 2 * side * side).Select(i => (float)(i / (2 * side * side))).ToArray();
        var (partners, shares) = new BatchMixing(lays ? 1 : 0, lays ? 0 : 1).Apply(inputs, count, 2, side, side, new Random(seed));
        Assert.Equal(Enumerable.Range(0, count), partners.Order());
        for (var i = 0; i < count; i++)
        {
            var mean = inputs.Skip(i * 2 * side * side).Take(2 * side * side).Average();
            Assert.Equal((shares[i] * i) + ((1 - shares[i]) * partners[i]), mean, 1e-4);
            Assert.InRange(shares[i], 0, 1);
        }
    }, iter: 50);

    [Fact]
    public void Without_mixing_nothing_changes()
    {
        float[] inputs = [1, 2, 3, 4];
        var (partners, shares) = new BatchMixing(0, 0).Apply(inputs, 2, 1, 1, 2, new Random(1));
        Assert.Empty(partners);
        Assert.Empty(shares);
        Assert.Equal([1, 2, 3, 4], inputs);
    }

    [Fact]
    public void Normalisations_even_out_the_light()
    {
        var random = new Random(3);
        PixelSource Image(int dark, int contrast, int channels) => new(40, 30, channels,
            Enumerable.Range(0, 1200 * channels).Select(_ => (byte)(dark + random.Next(contrast))).ToArray());
        foreach (var channels in new[] { 1, 3 })
        {
            var (dark, light) = (Image(10, 40, channels), Image(120, 110, channels));
            var (a, b) = (ImageNormalisation.ZScore.Apply(dark), ImageNormalisation.ZScore.Apply(light));
            Assert.Equal(Mean(a), Mean(b), 1.0);
            (a, b) = (ImageNormalisation.MinMax.Apply(dark), ImageNormalisation.MinMax.Apply(light));
            Assert.Equal((0, 255, 0, 255), (Least(a), Most(a), Least(b), Most(b)));
            a = ImageNormalisation.Clahe.Apply(dark);
            Assert.True(Most(a) - Least(a) > Most(dark) - Least(dark));
            Assert.Equal((dark.Width, dark.Height, dark.Channels), (a.Width, a.Height, a.Channels));
            Assert.Same(dark, ImageNormalisation.DataSet.Apply(dark));
        }

        static double Mean(PixelSource image) => image.Pixels.ToArray().Average(value => value);
        static int Least(PixelSource image) => image.Pixels.ToArray().Min();
        static int Most(PixelSource image) => image.Pixels.ToArray().Max();
    }

    private static double Roughness(float[] image) => image.Zip(image.Skip(1), (one, next) => Math.Abs(one - next)).Average();
}
