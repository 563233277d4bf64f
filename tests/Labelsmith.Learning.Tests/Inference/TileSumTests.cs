using CsCheck;
using Labelsmith.Learning.Inference;

namespace Labelsmith.Learning.Tests.Inference;

public class TileSumTests
{
    [Fact]
    public void Tiles_cover_every_pixel_and_agreeing_ones_change_nothing() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Bool).Sample((width, height, overlap) =>
        {
            const int tile = 32;
            var sum = new TileSum(width, height, tile, overlap, classes: 2);
            foreach (var place in sum.Places)
            {
                // a picture whose values follow from the place in the image
                var values = new float[2 * tile * tile];
                for (var i = 0; i < tile * tile; i++)
                {
                    values[i] = Value(place.X + (i % tile), place.Y + (i / tile));
                    values[i + (tile * tile)] = 1 - values[i];
                }

                sum.Add([place], values);
            }

            var result = sum.Normalised();
            for (var i = 0; i < width * height; i++)
            {
                Assert.Equal(Value(i % width, i / width), result[i], 1e-4);
                Assert.Equal(1, result[i] + result[i + (width * height)], 1e-4);
            }
        });

    [Fact]
    public void Overlapping_tiles_are_half_a_tile_apart() =>
        Assert.Equal(9, new TileSum(512, 512, 256, overlap: true, 1).Places.Count);

    [Fact]
    public void Flips_are_their_own_inverse() => Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9]).Sample((width, height) =>
    {
        var values = Enumerable.Range(0, 3 * width * height).Select(i => (float)i).ToArray();
        Assert.Equal(values, Flips.Mirror(Flips.Mirror(values, width), width));
        Assert.Equal(values, Flips.UpsideDown(Flips.UpsideDown(values, width, height), width, height));
        Assert.Equal(values[width - 1], Flips.Mirror(values, width)[0]);
        Assert.Equal(values[(height - 1) * width], Flips.UpsideDown(values, width, height)[0]);
    });

    private static float Value(int x, int y) => ((x * 7) + (y * 3)) % 11 / 11f;
}
