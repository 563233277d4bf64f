using CsCheck;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Domain.Tests.Regions;

public class RegionFillTests
{
    private static readonly Gen<Polygon> Polygons =
        Gen.Select(Gen.Double[-2, 12], Gen.Double[-2, 12], (x, y) => new Point(x, y)).List[3, 8].Select(points => new Polygon(points));

    public static TheoryData<string> Names => [.. SharedCases.Fills.Select(test => test.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Fills_are_those_of_the_shared_cases(string name)
    {
        var (_, expected, width, height, region) = SharedCases.Fills.Single(test => test.Name == name);
        var pixels = new byte[expected.Length];
        RegionFill.Paint(region, pixels, width, height, 1);
        Assert.Equal(Draw(expected, width), Draw(pixels, width));
    }

    [Fact]
    public void A_pixel_is_filled_where_a_ray_from_its_centre_crosses_the_outline_an_odd_number_of_times() => Polygons.Sample(polygon =>
    {
        var filled = new byte[100];
        RegionFill.Paint(polygon, filled, 10, 10, 1);
        for (var at = 0; at < filled.Length; at++)
        {
            var inside = IsInside(polygon.Points, (at % 10) + 0.5, (at / 10) + 0.5);
            Assert.Equal(inside ?? (filled[at] == 1), filled[at] == 1);
        }
    });

    [Fact]
    public void A_fan_of_triangles_leaves_no_pixel_out_and_takes_none_twice() =>
        Gen.Select(Gen.Double[1, 9], Gen.Double[1, 9], (x, y) => new Point(x, y)).Sample(centre =>
        {
            Point[] corners = [new(0, 0), new(10, 0), new(10, 10), new(0, 10)];
            var times = new int[100];
            for (var side = 0; side < 4; side++)
            {
                var filled = new byte[100];
                RegionFill.Paint(new Polygon([corners[side], corners[(side + 1) % 4], centre]), filled, 10, 10, 1);
                times = [.. times.Zip(filled, (sum, pixel) => sum + pixel)];
            }

            Assert.All(times, count => Assert.Equal(1, count));
        });

    [Fact]
    public void Huge_coordinates_neither_overflow_nor_take_long()
    {
        var pixels = new byte[16];
        RegionFill.Paint(new Polygon([new(-1e12, -1e12), new(1e12, -1e12), new(1e12, 1e12), new(-1e12, 1e12)]), pixels, 4, 4, 1);
        RegionFill.Paint(new Box(-1e300, -1e300, 1e301, 1e301), pixels, 4, 4, 1);
        Assert.All(pixels, pixel => Assert.Equal(1, pixel));
    }

    [Fact]
    public void A_mask_of_another_size_is_a_callers_bug() =>
        Assert.Throws<ArgumentException>(() => RegionFill.Paint(new Mask(2, 2, [4]), new byte[9], 3, 3, 1));

    /// <summary>Null where the centre lies so near to an edge that rounding decides.</summary>
    private static bool? IsInside(IReadOnlyList<Point> points, double x, double y)
    {
        var inside = false;
        for (var index = 0; index < points.Count; index++)
        {
            var (a, b) = (points[index], points[(index + 1) % points.Count]);
            if (a.Y > y == b.Y > y)
            {
                continue;
            }

            var crossing = ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X;
            if (Math.Abs(x - crossing) < 1e-9)
            {
                return null;
            }

            inside ^= x < crossing;
        }

        return inside;
    }

    private static string Draw(byte[] pixels, int width) =>
        string.Join('\n', pixels.Select(pixel => pixel == 0 ? '.' : '#').Chunk(width).Select(row => new string(row)));
}
