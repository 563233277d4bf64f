using CsCheck;
using OpenCvSharp;

namespace Labelsmith.Media.Tests;

public class MaskFileTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(4, 0)]
    [InlineData(8, 0)]
    [InlineData(16, 0)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(4, 3)]
    [InlineData(8, 3)]
    public void Values_stay_as_they_are_stored(int depth, int colour)
    {
        // one row of two samples each: the highest and the lowest of the depth
        byte[] row = depth switch { 1 => [0b1000_0000], 2 => [0b1100_0000], 4 => [0xF0], 8 => [255, 0], _ => [255, 255, 0, 0] };
        var palette = colour == 3 ? new[] { ("PLTE", new byte[768]) } : [];
        var mask = MaskFile.Read(Picture.Png(2, 1, depth, colour, row, palette), "mask.png");
        Assert.Equal([(1 << depth) - 1, 0], mask.Values.ToArray());
        Assert.False(mask.IsColour);
    }

    [Fact]
    public void Every_filter_of_png_is_undone() => Gen.Byte.Array[15 * 9].Sample(values =>
    {
        using var image = Mat.FromPixelData(9, 15, MatType.CV_8UC1, values);
        foreach (var filter in (int[])[0x08, 0x10, 0x20, 0x40, 0x80]) // none, sub, up, average, Paeth
        {
            var png = Picture.Encode(image, ".png", (int)ImwriteFlags.PngCompression, 3, 65 /* IMWRITE_PNG_FILTER */, filter);
            Assert.Equal(values.Select(value => (int)value), MaskFile.Read(png, "mask.png").Values.ToArray());
        }
    }, iter: 20, threads: 1);

    [Fact]
    public void Interlaced_files_are_put_together()
    {
        // Adam7 of 3 x 3: pass 1 holds (0,0); pass 4 (2,0); pass 5 (0,2) (2,2); pass 6 (1,0) (1,2); pass 7 row 1
        byte[] rows = [0, 11, 0, 13, 0, 31, 33, 0, 12, 0, 32, 0, 21, 22, 23];
        var png = Interlaced(3, 3, rows);
        Assert.Equal([11, 12, 13, 21, 22, 23, 31, 32, 33], MaskFile.Read(png, "mask.png").Values.ToArray());
    }

    [Theory]
    [InlineData(".tiff")]
    [InlineData(".png")]
    public void Sixteen_bits_are_not_scaled(string kind)
    {
        using var image = new Mat(2, 2, MatType.CV_16UC1, new Scalar(1234));
        Assert.All(MaskFile.Read(Picture.Encode(image, kind), "mask").Values.ToArray(), value => Assert.Equal(1234, value));
    }

    [Fact]
    public void Colours_are_given_as_colours()
    {
        using var image = new Mat(1, 1, MatType.CV_8UC3, new Scalar(0x30, 0x20, 0x10));
        var mask = MaskFile.Read(Picture.Encode(image, ".png"), "mask.png");
        Assert.True(mask.IsColour);
        Assert.Equal(0x102030, mask.Values.Span[0]);
    }

    [Fact]
    public void Grey_that_is_stored_as_colours_is_grey()
    {
        using var image = new Mat(1, 2, MatType.CV_8UC3, new Scalar(7, 7, 7));
        var mask = MaskFile.Read(Picture.Encode(image, ".bmp"), "mask.bmp");
        Assert.False(mask.IsColour);
        Assert.Equal([7, 7], mask.Values.ToArray());
    }

    private static byte[] Interlaced(int width, int height, byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        var size = Picture.PngSize(width, height, 8, 0);
        size[12] = 1;
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Picture.Chunk("IHDR", size), .. Picture.Chunk("IDAT", packed.ToArray()),
            .. Picture.Chunk("IEND", []),
        ];
    }
}
