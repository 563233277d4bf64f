using Labelsmith.Domain.Datasets;
using OpenCvSharp;

namespace Labelsmith.Media.Tests;

public class ImageFileTests
{
    public static TheoryData<string, int> Oriented => [.. from kind in (string[])[".jpg", ".png", ".webp", ".tiff"]
                                                         from orientation in Enumerable.Range(1, 8)
                                                         select new TheoryDataRow<string, int>(kind, orientation)];

    [Theory, MemberData(nameof(Oriented))]
    public void Every_orientation_opens_upright(string kind, int orientation)
    {
        var image = ImageFile.Read(Orient(kind, orientation), "photo");
        Assert.Equal((Picture.Width, Picture.Height, 3), (image.Width, image.Height, image.Channels));
        AssertQuarters(image);
    }

    [Theory, MemberData(nameof(Oriented))]
    public void The_size_is_known_upright_before_decoding(string kind, int orientation)
    {
        var header = ImageFile.Probe(Orient(kind, orientation), "photo");
        Assert.Equal((Picture.Width, Picture.Height), (header.UprightWidth, header.UprightHeight));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    [InlineData(".tiff")]
    [InlineData(".bmp")]
    [InlineData(".gif")]
    public void Every_kind_opens_by_its_content(string kind)
    {
        using var picture = Picture.Upright();
        var tolerance = kind == ".gif" ? 40 : 12; // the encoder of GIF has few colours
        AssertQuarters(ImageFile.Read(Picture.Encode(picture, kind), "picture.dat"), tolerance);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".tiff")]
    [InlineData(".bmp")]
    public void Grey_stays_one_channel(string kind)
    {
        using var grey = new Mat(20, 30, MatType.CV_8UC1, new Scalar(77));
        var image = ImageFile.Read(Picture.Encode(grey, kind), "grey");
        Assert.Equal((30, 20, 1), (image.Width, image.Height, image.Channels));
        Assert.InRange(image.Pixels.Span[100], 76, 78);
    }

    [Theory]
    [InlineData(".png", 4095, 255)] // a 12-bit camera fills 12 bits
    [InlineData(".png", 65535, 255)]
    [InlineData(".tiff", 4095, 255)]
    [InlineData(".tiff", 32768, 128)]
    public void Sixteen_bits_of_grey_fill_the_range_of_the_instrument(string kind, int brightest, int expected)
    {
        using var deep = new Mat(4, 4, MatType.CV_16UC1, new Scalar(0));
        deep.Set(1, 1, (ushort)brightest);
        Assert.Equal(expected, ImageFile.Read(Picture.Encode(deep, kind), "deep").Pixels.Span[5]);
    }

    [Fact]
    public void Sixteen_bits_of_colour_are_divided_by_257()
    {
        using var deep = new Mat(1, 1, MatType.CV_16UC3, new Scalar(257 * 3, 257 * 20, 257 * 100)); // blue, green, red
        Assert.Equal([100, 20, 3], ImageFile.Read(Picture.Encode(deep, ".png"), "deep").Pixels.ToArray());
    }

    [Fact]
    public void Floating_point_is_stretched_and_holes_in_it_are_dark()
    {
        using var real = new Mat(1, 4, MatType.CV_32FC1);
        float[] samples = [-2, 0, 2, float.NaN];
        for (var x = 0; x < 4; x++)
        {
            real.Set(0, x, samples[x]);
        }

        Assert.Equal([0, 128, 255], ImageFile.Read(Picture.Encode(real, ".tiff"), "real").Pixels.ToArray()[..3]);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tiff")]
    public void Transparent_pixels_lie_on_white(string kind)
    {
        using var image = new Mat(8, 8, MatType.CV_8UC4, new Scalar(0, 0, 0, 0));
        using var right = image.SubMat(new Rect(4, 0, 4, 8));
        right.SetTo(new Scalar(0, 0, 200, 255));
        var pixels = ImageFile.Read(Picture.Encode(image, kind, (int)ImwriteFlags.WebPQuality, 101), "alpha").Pixels.Span;
        Assert.Equal([255, 255, 255], pixels[..3].ToArray());
        Assert.Equal([200, 0, 0], pixels.Slice(7 * 3, 3).ToArray());
    }

    [Fact]
    public void Half_transparent_grey_stays_grey()
    {
        var png = Picture.Png(1, 1, 8, 4, [100, 128]);
        var image = ImageFile.Read(png, "grey with alpha");
        Assert.Equal((1, 177), (image.Channels, image.Pixels.Span[0])); // 100 * 128/255 + 255 * 127/255
    }

    [Fact]
    public void A_palette_gives_its_colours()
    {
        var png = Picture.Png(2, 1, 8, 3, [1, 0], ("PLTE", [10, 20, 30, 40, 50, 60]));
        Assert.Equal([40, 50, 60, 10, 20, 30], ImageFile.Read(png, "palette").Pixels.ToArray());
    }

    [Fact]
    public void Bits_of_a_bitmap_are_black_and_white() =>
        Assert.Equal([255, 0, 255, 0], ImageFile.Read(Picture.Png(4, 1, 1, 0, [0b1010_0000]), "bits").Pixels.ToArray());

    [Fact]
    public void The_unused_fourth_byte_of_a_bitmap_is_not_transparency()
    {
        using var image = new Mat(2, 2, MatType.CV_8UC4, new Scalar(10, 20, 30, 0));
        Assert.Equal([30, 20, 10], ImageFile.Read(Picture.Encode(image, ".bmp"), "bitmap").Pixels.ToArray()[..3]);
    }

    [Theory]
    [InlineData(0, new byte[] { 255, 255, 255, 255 }, new[] { 255, 255, 255 })] // inverted: no ink at all
    [InlineData(0, new byte[] { 0, 255, 255, 255 }, new[] { 0, 255, 255 })] // full cyan
    [InlineData(0, new byte[] { 255, 255, 255, 0 }, new[] { 0, 0, 0 })] // full black
    [InlineData(2, new byte[] { 0, 128, 128, 255 }, new[] { 255, 255, 255 })] // the same as Y Cb Cr of the inks
    [InlineData(2, new byte[] { 179, 171, 1, 255 }, new[] { 255, 0, 0 })] // full magenta and yellow
    public void Cmyk_and_ycck_open_in_their_colours(int transform, byte[] samples, int[] expected)
    {
        var image = ImageFile.Read(Picture.FourComponentJpeg((byte)transform, samples), "print.jpg");
        Assert.Equal((8, 8, 3), (image.Width, image.Height, image.Channels));
        var pixel = image.Pixels.ToArray()[..3];
        Assert.All(pixel.Zip(expected), pair => Assert.InRange(pair.First, Math.Max(0, pair.Second - 3), pair.Second + 3));
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_to_its_end()
    {
        using var picture = Picture.Upright();
        using var stream = new System.IO.Compression.BrotliStream(
            new MemoryStream(Pack(Picture.Encode(picture, ".png"))), System.IO.Compression.CompressionMode.Decompress);
        AssertQuarters(ImageFile.Read(stream, "upload"));
    }

    [Fact]
    public void Many_threads_may_read_at_once()
    {
        var file = Orient(".jpg", 6);
        Parallel.For(0, 64, _ => AssertQuarters(ImageFile.Read(file, "photo")));
    }

    private static byte[] Orient(string kind, int orientation)
    {
        using var stored = Picture.StoredAs(orientation);
        var file = Picture.Encode(stored, kind == ".webp" ? ".png" : kind, (int)ImwriteFlags.JpegQuality, 98);
        return kind switch
        {
            ".jpg" => Picture.JpegWithExif(file, orientation),
            ".png" => Picture.PngWith(file, ("eXIf", Picture.Exif(orientation))),
            ".webp" => WebPWithExif(Picture.Encode(stored, ".webp", (int)ImwriteFlags.WebPQuality, 95), stored, orientation),
            _ => Picture.Tiff(stored, orientation),
        };
    }

    private static byte[] WebPWithExif(byte[] webp, Mat stored, int orientation)
    {
        var exif = Picture.Exif(orientation);
        byte[] body =
        [
            .. "WEBPVP8X"u8, 10, 0, 0, 0, 0x08, 0, 0, 0, (byte)(stored.Cols - 1), 0, 0, (byte)(stored.Rows - 1), 0, 0,
            .. webp[12..], .. "EXIF"u8, (byte)exif.Length, 0, 0, 0, .. exif,
        ];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
    }

    private static void AssertQuarters(PixelSource image, int tolerance = 12)
    {
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var (x, y) = ((Picture.Width / 4) + (quarter % 2 * Picture.Width / 2), (Picture.Height / 4) + (quarter / 2 * Picture.Height / 2));
            var pixel = image.Pixels.Slice(((y * image.Width) + x) * 3, 3).ToArray();
            var (r, g, b) = Picture.Quarters[quarter];
            Assert.All(pixel.Zip((byte[])[r, g, b]), pair => Assert.InRange(pair.First, pair.Second - tolerance, pair.Second + tolerance));
        }
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest, true))
        {
            brotli.Write(bytes);
        }

        return packed.ToArray();
    }
}
