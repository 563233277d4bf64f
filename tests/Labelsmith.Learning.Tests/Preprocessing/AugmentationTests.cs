using CsCheck;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Tests.Preprocessing;

public class AugmentationTests
{
    private static readonly ImageInput _input = new(1, [0.5f], [0.5f]);

    [Fact]
    public void A_patch_and_its_classes_stay_on_each_other() => Gen.Int[0, 10_000].Sample(seed =>
    {
        // blobs of black and white whose classes say which is which
        var (image, size) = (Blobs(seed, 70, 50), 48);
        var (pixels, classes) = (new float[size * size], new long[size * size]);
        new PatchSampler(_input, size, new Symmetry(true, true)).Draw(image, new Random(seed), pixels, classes);
        var middle = (pixels.Max() + pixels.Min()) / 2;
        var right = Enumerable.Range(0, pixels.Length).Count(i => pixels[i] > middle == (classes[i] == 1));
        Assert.True(right > 0.9 * pixels.Length, $"{right} of {pixels.Length} agree.");
    }, iter: 50);

    [Fact]
    public void The_same_seed_draws_the_same_patch()
    {
        var (image, size) = (Blobs(1, 64, 64), 32);
        float[] Draw(int seed)
        {
            var pixels = new float[size * size];
            new PatchSampler(_input, size, new Symmetry(true, false)).Draw(image, new Random(seed), pixels, new long[size * size]);
            return pixels;
        }

        Assert.Equal(Draw(5), Draw(5));
        Assert.NotEqual(Draw(5), Draw(6));
    }

    [Fact]
    public void A_map_that_does_nothing_gives_the_image_back()
    {
        var image = Blobs(3, 9, 7).Image;
        var warp = ImageWarp.Around(4.5f, 3.5f, 0, 1, mirror: false);
        for (var y = 0; y < 7; y++)
        {
            for (var x = 0; x < 9; x++)
            {
                var (sx, sy) = warp.Source(x, y, 9, 7);
                Assert.Equal(image.Pixels.Span[(y * 9) + x], ImageWarp.Sample(image.Pixels.Span, 9, 7, 1, 0, sx, sy), 1e-3);
            }
        }
    }

    [Theory, InlineData(-1, 1), InlineData(-3, 3), InlineData(0, 0), InlineData(4, 4), InlineData(5, 3), InlineData(8, 0), InlineData(9, 1)]
    public void Beyond_its_edges_an_image_is_mirrored(int at, int expected) => Assert.Equal(expected, ImageWarp.Reflect(at, 5));

    [Fact]
    public void Each_epoch_sees_every_item_once_in_an_order_of_its_own() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 64], Gen.Int[0, 99]).Sample((count, batch, seed) =>
        {
            var order = new EpochOrder(count, batch, seed);
            var seen = Enumerable.Range(0, order.Steps).SelectMany(step => order.Batch(3, step)).ToList();
            Assert.Equal(Enumerable.Range(0, count), seen.Order());
            Assert.Equal(seen, Enumerable.Range(0, order.Steps).SelectMany(step => new EpochOrder(count, batch, seed).Batch(3, step)));
        });

    [Fact]
    public void Labelled_and_unlabelled_items_go_round_at_their_own_pace() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 90], Gen.Int[0, 99]).Sample((labelled, unlabelled, seed) =>
        {
            var sampler = new BatchSampler(labelled, unlabelled, seed) { LabelledSize = 4, UnlabelledSize = 7, Steps = 5 };
            var steps = Enumerable.Range(0, 20).ToList();
            foreach (var (count, seen) in new[]
            {
                (labelled, steps.SelectMany(i => sampler.Labelled(i / 5, i % 5)).ToList()),
                (unlabelled, steps.SelectMany(i => sampler.Unlabelled(i / 5, i % 5)).ToList()),
            })
            {
                Assert.Equal(count == 0, seen.Count == 0);
                Assert.All(seen.Chunk(Math.Max(1, count)), round => Assert.Equal(round.Length, round.Distinct().Count()));
            }

            var same = new BatchSampler(labelled, unlabelled, seed) { LabelledSize = 4, UnlabelledSize = 7, Steps = 5 };
            Assert.Equal(sampler.Labelled(3, 2), same.Labelled(3, 2));
        }, iter: 30);

    [Fact]
    public void A_strong_variant_is_further_away_than_a_weak_one()
    {
        var image = Blobs(4, 28, 28).Image;
        var plain = new float[28 * 28];
        _input.Normalise(image.Pixels.Span, plain);
        double Distance(ImageAugmentation augmentation) => Enumerable.Range(0, 50).Average(seed =>
        {
            var variant = new float[28 * 28];
            augmentation.Apply(image, _input, new Random(seed), variant);
            Assert.All(variant, value => Assert.InRange(value, -3, 3));
            return plain.Zip(variant, (one, other) => Math.Abs(one - other)).Average();
        });

        Assert.True(Distance(ImageAugmentation.Strong(true)) > 1.2 * Distance(new ImageAugmentation(true)));
    }

    [Fact]
    public void Colours_fade_together()
    {
        var input = new ImageInput(3, [0, 0, 0], [1, 1, 1]);
        var red = new PixelSource(8, 8, 3, Enumerable.Range(0, 192).Select(i => (byte)(i % 3 == 0 ? 255 : 0)).ToArray());
        var saturations = Enumerable.Range(0, 30).Select(seed =>
        {
            var variant = new float[192];
            (ImageAugmentation.Strong(false) with { HoleSide = 0, Light = 0 }).Apply(red, input, new Random(seed), variant);
            return variant[0] - variant[64];
        }).ToList();
        Assert.True(saturations.Min() < 0.5 && saturations.Max() > 0.9, $"{saturations.Min()} to {saturations.Max()}");
    }

    [Fact]
    public void Tone_curves_do_what_they_are_called()
    {
        Assert.True(ToneCurve.Gamma(2)[128] < 0.5f && ToneCurve.Gamma(0.5f)[128] > 0.5f);
        Assert.Equal(3, ToneCurve.Posterise(3).Distinct().Count());
        Assert.Equal(0, ToneCurve.Solarise(0.5f)[255], 1e-6);
        Assert.All(Enumerable.Range(0, 50), seed => Assert.All(ToneCurve.Draw(new Random(seed)), value => Assert.InRange(value, 0, 1)));
    }

    [Fact]
    public void Hashes_of_seeds_differ_and_stay_the_same_for_ever()
    {
        Assert.Equal(Trainer.HashCode(1, 2, 3), Trainer.HashCode(1, 2, 3));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(step => Trainer.HashCode(0, 1, step)).Distinct().Count());
    }

    [Fact]
    public void Letters_are_not_mirrored_but_symmetric_things_are()
    {
        // b and d are each other's mirror images; o and x are their own
        Assert.False(MirrorProbe.IsPlausible([.. Enumerable.Range(0, 20).Select(i => Letter(i, i % 2 == 0))], [.. Enumerable.Range(0, 20).Select(i => i % 2)]));
        Assert.True(MirrorProbe.IsPlausible([.. Enumerable.Range(0, 20).Select(i => Ring(i, i % 2 == 0))], [.. Enumerable.Range(0, 20).Select(i => i % 2)]));
    }

    [Fact]
    public void One_image_of_each_class_is_no_evidence_for_mirroring()
    {
        Assert.False(MirrorProbe.IsPlausible([.. Enumerable.Range(0, 10).Select(i => Ring(i, i % 2 == 0))], [.. Enumerable.Range(0, 10)]));
        Assert.True(MirrorProbe.IsPlausible([.. Enumerable.Range(0, 10).Select(i => Ring(i, i % 2 == 0))], [.. Enumerable.Range(0, 10).Select(i => i % 2)]));
    }

    [Fact]
    public void Sky_above_road_may_be_mirrored_but_not_turned_over()
    {
        var street = new byte[40 * 30];
        street.AsSpan(600).Fill(1);
        Assert.Equal(new Symmetry(true, false), Symmetry.Of([(street, 40)]));
        Assert.Equal(new Symmetry(true, true), Symmetry.Of([.. Enumerable.Range(0, 20).Select(i => (Blobs(i, 40, 30).Classes, 40))]));
    }

    private static SegmentedImage Blobs(int seed, int width, int height)
    {
        var random = new Random(seed);
        var classes = new byte[width * height];
        for (var blob = 0; blob < 6; blob++)
        {
            var (cx, cy, radius) = (random.Next(width), random.Next(height), 8 + random.Next(8));
            for (var i = 0; i < classes.Length; i++)
            {
                if (Math.Pow((i % width) - cx, 2) + Math.Pow((i / width) - cy, 2) < radius * radius)
                {
                    classes[i] = (byte)(blob % 2);
                }
            }
        }

        return new SegmentedImage(
            new PixelSource(width, height, 1, Array.ConvertAll(classes, value => (byte)(value * 255))), classes);
    }

    private static PixelSource Letter(int noise, bool isB)
    {
        var pixels = Noise(noise);
        for (var y = 1; y < 15; y++)
        {
            pixels[(y * 16) + (isB ? 4 : 11)] = 255; // the stem
            pixels[(y > 8 ? y : 8) * 16 + (isB ? 4 + (y / 2) : 11 - (y / 2))] = 255; // the belly
        }

        return new PixelSource(16, 16, 1, pixels);
    }

    private static PixelSource Ring(int noise, bool isRing)
    {
        var pixels = Noise(noise);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = ((i % 16) - 7.5, (i / 16) - 7.5);
            pixels[i] = (isRing ? Math.Abs(Math.Sqrt((x * x) + (y * y)) - 5) < 1 : Math.Abs(Math.Abs(x) - Math.Abs(y)) < 1) ? (byte)255 : pixels[i];
        }

        return new PixelSource(16, 16, 1, pixels);
    }

    private static byte[] Noise(int seed)
    {
        var pixels = new byte[256];
        var random = new Random(seed);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.Next(40);
        }

        return pixels;
    }
}
