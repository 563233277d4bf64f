using CsCheck;
using Labelsmith.Domain.Datasets;
using OpenCvSharp;

namespace Labelsmith.Media.Tests;

public class ShownImageTests
{
    [Theory]
    [InlineData(".png", "image/png")]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".webp", "image/webp")]
    public void What_browsers_show_right_goes_to_them_untouched(string kind, string contentType)
    {
        using var picture = Picture.Upright();
        var file = Picture.Encode(picture, kind);
        var shown = BrowserImage.Convert(file, "picture");
        Assert.Equal(contentType, shown.ContentType);
        Assert.Equal(file, shown.Bytes.ToArray());
    }

    [Fact]
    public void What_they_would_not_is_encoded_anew_with_the_same_pixels()
    {
        using var picture = Picture.Upright();
        using var deep = new Mat(4, 4, MatType.CV_16UC1, new Scalar(4095));
        byte[][] files = [Picture.Encode(picture, ".tiff"), Picture.Encode(picture, ".bmp"), Picture.Encode(deep, ".png")];
        foreach (var file in files)
        {
            var shown = BrowserImage.Convert(file, "picture");
            Assert.Equal("image/png", shown.ContentType);
            Assert.Equal(ImageFile.Read(file, "a").Pixels.ToArray(), ImageFile.Read(shown.Bytes, "b").Pixels.ToArray());
        }
    }

    [Fact]
    public void A_turned_photo_is_turned_for_good()
    {
        using var stored = Picture.StoredAs(6);
        var shown = BrowserImage.Convert(Picture.JpegWithExif(Picture.Encode(stored, ".jpg"), 6), "photo.jpg");
        var header = ImageFile.Probe(shown.Bytes, "shown");
        Assert.Equal((Picture.Width, Picture.Height, 1), (header.Width, header.Height, header.Orientation));
    }

    [Theory]
    [InlineData(1000, 500, 256, 128, "image/jpeg")]
    [InlineData(5000, 10, 256, 1, "image/jpeg")]
    [InlineData(28, 28, 28, 28, "image/png")]
    public void Thumbnails_fit_and_never_grow(int width, int height, int thumbWidth, int thumbHeight, string contentType)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.CreateVersion7() + ".jpg");
        using var image = new Mat(height, width, MatType.CV_8UC3, new Scalar(10, 20, 30));
        File.WriteAllBytes(path, Picture.Encode(image, ".jpg"));
        try
        {
            var thumbnail = Thumbnail.Make(path);
            var header = ImageFile.Probe(thumbnail.Bytes, "thumbnail");
            Assert.Equal(contentType, thumbnail.ContentType);
            Assert.Equal((thumbWidth, thumbHeight), (header.Width, header.Height));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Png_keeps_every_pixel() => Gen.Byte.Array[5 * 4 * 3].Sample(pixels =>
    {
        var png = EncodedImage.Png(new PixelSource(5, 4, 3, pixels));
        Assert.Equal(pixels, ImageFile.Read(png.Bytes, "png").Pixels.ToArray());
    }, iter: 20, threads: 1);

    [Fact]
    public void Shrinking_takes_the_mean_of_the_area() =>
        Assert.Equal([25], ImageScaling.Resize(new PixelSource(2, 2, 1, new byte[] { 10, 20, 30, 40 }), 1, 1).Pixels.ToArray());

    [Fact]
    public void Labels_are_never_mixed()
    {
        byte[] map = [1, 2, 3, 4];
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4], ImageScaling.ResizeLabels(map, 2, 2, 4, 4));
        Assert.Equal([4], ImageScaling.ResizeLabels(map, 2, 2, 1, 1)); // the centre is the corner of the fourth
        Assert.Equal(map, ImageScaling.ResizeLabels(map, 2, 2, 2, 2));
    }

    [Fact]
    public void Colours_become_grey_by_their_brightness()
    {
        var green = new PixelSource(1, 1, 3, new byte[] { 0, 255, 0 });
        Assert.Equal([150], ImageScaling.ToChannels(green, 1).Pixels.ToArray());
        Assert.Equal([7, 7, 7], ImageScaling.ToChannels(new PixelSource(1, 1, 1, new byte[] { 7 }), 3).Pixels.ToArray());
    }
}
