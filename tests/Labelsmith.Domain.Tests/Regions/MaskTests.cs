using CsCheck;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Domain.Tests.Regions;

public class MaskTests
{
    private static readonly Gen<(int Width, int Height, byte[] Pixels)> Bitmaps =
        from width in Gen.Int[1, 12]
        from height in Gen.Int[1, 12]
        from pixels in Gen.Byte[0, 1].Array[width * height]
        select (width, height, pixels);

    public static TheoryData<string> Names => [.. SharedCases.Masks.Select(test => test.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Runs_are_those_of_the_shared_cases(string name)
    {
        var (_, pixels, width, height, counts) = SharedCases.Masks.Single(test => test.Name == name);
        Assert.Equal(counts, Mask.Encode(pixels, width, height).Counts);
        var painted = new byte[pixels.Length];
        new Mask(width, height, counts).Paint(painted, 1);
        Assert.Equal(pixels, painted);
    }

    [Fact]
    public void Painting_a_mask_gives_the_bitmap_it_was_made_from() => Bitmaps.Sample(bitmap =>
    {
        var mask = Mask.Encode(bitmap.Pixels, bitmap.Width, bitmap.Height);
        var painted = new byte[bitmap.Pixels.Length];
        mask.Paint(painted, 1);
        Assert.Null(mask.FindFault());
        Assert.Equal(bitmap.Pixels, painted);
        Assert.Equal(bitmap.Pixels.Sum(pixel => pixel), mask.Area);
    });

    [Fact]
    public void Column_runs_and_row_runs_are_two_images_of_one_mask() => Bitmaps.Sample(bitmap =>
    {
        var mask = Mask.Encode(bitmap.Pixels, bitmap.Width, bitmap.Height);
        var back = ColumnRuns.ToMask(ColumnRuns.FromMask(mask), bitmap.Width, bitmap.Height);
        Assert.Equal(mask.Counts, back.Counts);
    });

    [Fact]
    public void Column_runs_go_down_first() =>
        // the left column of 2 x 3: pixels 0, 2, 4 of the rows
        Assert.Equal([0, 1, 1, 1, 1, 1, 1], ColumnRuns.ToMask([0, 3, 3], 2, 3).Counts);

    [Fact]
    public void Bounds_are_those_of_the_pixels_inside() => Bitmaps.Sample(bitmap =>
    {
        var mask = Mask.Encode(bitmap.Pixels, bitmap.Width, bitmap.Height);
        var inside = Enumerable.Range(0, bitmap.Pixels.Length).Where(at => bitmap.Pixels[at] == 1).ToList();
        if (inside.Count == 0)
        {
            Assert.Null(RegionExtent.Bounds(mask));
            return;
        }

        var (left, right) = (inside.Min(at => at % bitmap.Width), inside.Max(at => at % bitmap.Width));
        var (top, bottom) = (inside.Min(at => at / bitmap.Width), inside.Max(at => at / bitmap.Width));
        Assert.Equal(new Box(left, top, right - left + 1, bottom - top + 1), RegionExtent.Bounds(mask));
    });

    [Theory]
    [InlineData(2, 2, new[] { 3 }, "cover 3 pixels")]
    [InlineData(2, 2, new[] { 5, -1 }, "cannot be -1")]
    [InlineData(0, 2, new int[0], "positive size")]
    public void A_broken_mask_says_what_is_wrong(int width, int height, int[] counts, string part) =>
        Assert.Contains(part, new Mask(width, height, counts).FindFault(), StringComparison.Ordinal);
}
