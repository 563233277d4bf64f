using CsCheck;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Reporting;
using Labelsmith.Media;

namespace Labelsmith.Learning.Tests.Reporting;

public class ReportPictureTests
{
    [Fact]
    public void A_picture_is_what_another_decoder_reads_back() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Bool.Select(isColor => isColor ? 3 : 1)).Sample((width, height, channels) =>
        {
            var pixels = new byte[width * height * channels];
            new Random(width * 100 + height).NextBytes(pixels);
            var read = ImageFile.Read(Png.Encode(pixels, width, height, channels), "picture");
            Assert.Equal((width, height, channels), (read.Width, read.Height, read.Channels));
            Assert.Equal(pixels, read.Pixels.ToArray());
        }, iter: 30);

    [Theory]
    [InlineData(28, 28, 84, 84)]
    [InlineData(1000, 500, 220, 110)]
    [InlineData(200, 100, 200, 100)]
    [InlineData(5000, 1, 220, 1)]
    public void Pictures_fit_and_small_ones_are_enlarged(int width, int height, int shownWidth, int shownHeight)
    {
        var read = ImageFile.Read(ReportPicture.Of(new PixelSource(width, height, 1, new byte[width * height])), "picture");
        Assert.Equal((shownWidth, shownHeight), (read.Width, read.Height));
    }

    [Fact]
    public void Shrinking_takes_the_mean()
    {
        var pixels = Enumerable.Range(0, 440 * 220).Select(i => i % 2 == 0 ? (byte)0 : (byte)200).ToArray();
        var read = ImageFile.Read(ReportPicture.Of(new PixelSource(440, 220, 1, pixels)), "picture");
        Assert.All(read.Pixels.ToArray(), value => Assert.Equal(100, value));
    }

    [Fact]
    public void Predicted_areas_are_tinted_and_true_outlines_are_drawn()
    {
        var (truth, predicted) = (new byte[150 * 150], new byte[150 * 150]);
        truth.AsSpan(0, 150 * 75).Fill(1);
        predicted.AsSpan(0, 150 * 50).Fill(1);
        var read = ImageFile.Read(
            ReportPicture.OfMaps(new PixelSource(150, 150, 1, new byte[150 * 150]), truth, predicted, background: 0), "picture").Pixels.ToArray();
        byte[] Pixel(int x, int y) => read[((y * 150 + x) * 3)..][..3];
        Assert.Equal([80, 55, 0], Pixel(9, 9)); // 35 % of the second class's orange on black
        Assert.Equal([230, 159, 0], Pixel(9, 74)); // the true outline
        Assert.Equal([0, 0, 0], Pixel(9, 120));
        Assert.Throws<ArgumentException>(() => ReportPicture.OfMaps(new PixelSource(2, 2, 1, new byte[4]), null, new byte[3]));
    }
}
