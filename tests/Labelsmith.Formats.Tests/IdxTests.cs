using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Tests;

public class IdxTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_are_paired_by_name(bool zipped)
    {
        var pack = zipped ? TemporaryData.Gzip : (Func<byte[], byte[]>)(bytes => bytes);
        using var data = new TemporaryData(
            ("train-images-idx3-ubyte", pack(TemporaryData.Idx([2, 1, 3], 1, 2, 3, 4, 5, 6))), ("train-labels-idx1-ubyte", pack(TemporaryData.Idx([2], 1, 0))),
            ("t10k-images-idx3-ubyte", pack(TemporaryData.Idx([1, 1, 3], 7, 8, 9))), ("t10k-labels-idx1-ubyte", pack(TemporaryData.Idx([1], 1))),
            ("dataset.yaml", "format: idx\nclasses: [shirt, shoe]\nsplits: {train: train-*, test: t10k-*}"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal(["t10k-images-idx3-ubyte#0", "train-images-idx3-ubyte#0", "train-images-idx3-ubyte#1"], dataset.Items.Select(item => item.Id));
        Assert.Equal([Split.Test, Split.Train, Split.Train], dataset.Items.Select(item => item.Split));
        Assert.Equal(["shoe", "shoe", "shirt"], dataset.Items.Select(item => item.ReadTruth!()[0].Labels[0]));
        var pixels = Assert.IsType<PixelSource>(dataset.Items[2].Source);
        Assert.Equal((3, 1, 1), (pixels.Width, pixels.Height, pixels.Channels));
        Assert.Equal([4, 5, 6], pixels.Pixels.ToArray());
    }

    [Fact]
    public void Images_without_labels_are_the_pool()
    {
        using var data = new TemporaryData(("a-images-idx3-ubyte", TemporaryData.Idx([1, 1, 1], 1)), ("unlabelled-images-idx3-ubyte", TemporaryData.Idx([1, 1, 1], 1)));
        var dataset = data.Open();
        Assert.All(dataset.Items, item => Assert.False(item.IsLabelled));
        Assert.Equal(["a-images-idx3-ubyte"], dataset.Faults.Select(fault => fault.Where));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 1, 5 }, "ends or breaks")] // 9 promised, 1 there
    [InlineData(new byte[] { 0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 0, 1, 0, 0, 0, 1 }, "more than 2 GB")]
    [InlineData(new byte[] { 0, 0, 8, 3, 127, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255 }, "more than 2 GB")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5 }, "COUNT x HEIGHT x WIDTH")]
    public void Files_that_lie_are_refused_in_a_sentence(byte[] file, string part)
    {
        using var data = new TemporaryData(("train-images-idx3-ubyte", file));
        Assert.Contains(part, Assert.Throws<BadDataException>(() => data.Open("idx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_labels_as_images_are_needed()
    {
        using var data = new TemporaryData(("train-images-idx3-ubyte", TemporaryData.Idx([1, 1, 1], 1)), ("train-labels-idx1-ubyte", TemporaryData.Idx([2], 1, 1)));
        Assert.Contains("1 images, but its labels are 2", Assert.Throws<BadDataException>(() => data.Open()).Message, StringComparison.Ordinal);
    }
}
