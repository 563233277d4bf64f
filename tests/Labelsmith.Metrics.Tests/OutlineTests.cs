using CsCheck;

namespace Labelsmith.Metrics.Tests;

/// <summary>Reference values: scipy 1.10.1 on two discs of 20 × 24 pixels (see <see cref="Disc"/>): boundaries by
/// <c>mask &amp; ~binary_erosion(mask, cross)</c>, distances by <c>distance_transform_edt(~boundary)</c>, percentiles by numpy.</summary>
public class OutlineTests
{
    private const int Width = 24;
    private const int Height = 20;

    private static readonly byte[] _truth = Disc((x, y) => Square(x - 10) + Square(y - 9) <= 36);
    private static readonly byte[] _predicted =
        Disc((x, y) => Square(x - 12) + Square(y - 10) <= 30 || (x == 1 && y == 1)); // with a speck

    private static readonly Gen<byte[]> _maps = Gen.Byte[0, 2].Array[48];

    [Fact]
    public void The_95th_percentile_of_distances_agrees_with_scipy() =>
        Assert.Equal(2.8284271247461903, Hausdorff95.Distance(_truth, _predicted, Width, Height, 1), 12);

    [Fact]
    public void Boundary_f1_agrees_with_scipy() =>
        Assert.Equal(0.8524590163934426, BoundaryF1.Score(_truth, _predicted, Width, Height, 1), 12);

    [Fact]
    public void A_missing_class_has_no_distance_and_no_agreement()
    {
        var nothing = new byte[Width * Height];
        Assert.Equal(double.NaN, Hausdorff95.Distance(_truth, nothing, Width, Height, 1));
        Assert.Equal(0, BoundaryF1.Score(_truth, nothing, Width, Height, 1));
        Assert.Equal(double.NaN, BoundaryF1.Score(nothing, nothing, Width, Height, 1));
    }

    [Fact]
    public void The_images_edge_is_no_boundary_to_agree_on()
    {
        var everything = Enumerable.Repeat((byte)1, Width * Height).ToArray();
        Assert.Equal(double.NaN, BoundaryF1.Score(everything, everything, Width, Height, 1));
        Assert.Equal(0, Hausdorff95.Distance(everything, everything, Width, Height, 1));
    }

    [Fact]
    public void Pixels_without_meaning_bound_nothing()
    {
        byte[] truth = [1, 1, 255, 0], same = [1, 1, 255, 0];
        Assert.Equal(double.NaN, BoundaryF1.Score(truth, same, 4, 1, 1));
    }

    [Fact]
    public void Equal_outlines_agree_fully() => _maps.Sample(map =>
    {
        Assert.True(BoundaryF1.Score(map, map, 8, 6, 1) is 1 or double.NaN);
        Assert.True(Hausdorff95.Distance(map, map, 8, 6, 1) is 0 or double.NaN);
    });

    [Fact]
    public void Both_are_symmetric() => Gen.Select(_maps, _maps).Sample((first, second) =>
    {
        Assert.Equal(BoundaryF1.Score(first, second, 8, 6, 1), BoundaryF1.Score(second, first, 8, 6, 1), 12);
        Assert.Equal(Hausdorff95.Distance(first, second, 8, 6, 1), Hausdorff95.Distance(second, first, 8, 6, 1), 12);
    });

    [Fact]
    public void Distances_equal_those_of_a_search_over_all_pairs() => Gen.Select(_maps, _maps).Sample((first, second) =>
    {
        var (from, to) = (Boundary.Find(first, 8, 6, 1, framed: true), Boundary.Find(second, 8, 6, 1, framed: true));
        if (to.Count > 0)
        {
            var nearest = new NearestPixel(to, 8, 6);
            Assert.All(from, pixel => Assert.Equal(
                to.Min(other => double.Hypot(pixel % 8 - other % 8, pixel / 8 - other / 8)), nearest.Distance(pixel), 12));
        }
    });

    [Fact]
    public void Shifting_by_one_pixel_costs_one_pixel()
    {
        var shifted = Disc((x, y) => Square(x - 11) + Square(y - 9) <= 36);
        Assert.Equal(1, Hausdorff95.Distance(_truth, shifted, Width, Height, 1), 12);
        Assert.Equal(1, BoundaryF1.Score(_truth, shifted, Width, Height, 1), 12);
    }

    [Fact]
    public void A_wrong_size_is_named() => Assert.Contains(
        "480 pixels do not make 24 x 21",
        Assert.Throws<ArgumentException>(() => BoundaryF1.Score(_truth, _predicted, 24, 21, 1)).Message,
        StringComparison.Ordinal);

    private static byte[] Disc(Func<int, int, bool> inside) =>
        [.. Enumerable.Range(0, Width * Height).Select(i => inside(i % Width, i / Width) ? (byte)1 : (byte)0)];

    private static int Square(int value) => value * value;
}
