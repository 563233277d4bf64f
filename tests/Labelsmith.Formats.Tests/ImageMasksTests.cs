using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Formats.Tests;

public class ImageMasksTests
{
    [Fact]
    public void Masks_become_a_region_for_each_class()
    {
        using var data = Pair([0, 255, 255, 7], "masks: {image: label}\nclasses: {0: membrane, 255: cell}\nignore: 7");
        var dataset = data.Open();
        Assert.Equal((TaskKind.Segmentation, null), (dataset.Task, dataset.Background));
        Assert.Equal(["membrane", "cell"], dataset.Classes);
        var item = dataset.Items.Single();
        Assert.Equal("image/1.png", item.Id);
        Assert.Equal([0, 1, 1, LabelMap.Ignored], LabelMap.Paint(item.Id, item.ReadTruth!(), dataset.Classes, 2, 2, LabelMap.Ignored));
    }

    [Theory]
    [InlineData("image", "label")]
    [InlineData("images", "masks")]
    [InlineData("train", "trainannot")]
    [InlineData("JPEGImages", "SegmentationClass")]
    public void Folders_beside_each_other_are_recognised(string images, string masks)
    {
        using var data = new TemporaryData(($"x/{images}/1.png", TemporaryData.Png(2, 1, [9, 9])), ($"x/{masks}/1.png", TemporaryData.Png(2, 1, [0, 3])));
        var dataset = data.Open();
        Assert.Equal([$"x/{images}/1.png"], dataset.Items.Select(item => item.Id));
        Assert.Equal(["0", "3"], dataset.Classes); // the values that occur
    }

    [Fact]
    public void A_mask_of_another_size_is_a_fault_of_its_item()
    {
        using var data = new TemporaryData(("image/1.png", TemporaryData.Png(4, 4)), ("label/1.png", TemporaryData.Png(2, 2, [0, 0, 0, 0])));
        var fault = FaultOf(data.Open().Items.Single());
        Assert.Equal("image/1.png", fault.Where);
        Assert.Contains("label/1.png is 2 x 2 pixels, the image 4 x 4", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_no_class_is_a_fault_of_the_mask()
    {
        using var data = Pair([0, 255, 9, 0], "masks: {image: label}\nclasses: {0: membrane, 255: cell}");
        var fault = FaultOf(data.Open().Items.Single());
        Assert.Equal("label/1.png", fault.Where);
        Assert.Contains("the value 9 at (0, 1)", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_without_a_mask_are_the_pool_and_masks_without_an_image_are_faults()
    {
        using var data = Pair([0, 1, 1, 0], "masks: {image: label}");
        data.Add("image/2.png", TemporaryData.Png()).Add("label/3.png", TemporaryData.Png());
        var dataset = data.Open();
        Assert.Equal([true, false], dataset.Items.Select(item => item.IsLabelled));
        Assert.Equal(["label/3.png"], dataset.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public void A_folder_of_masks_that_is_not_there_is_said()
    {
        using var data = Pair([0, 1, 1, 0], "masks: {image: lable}");
        Assert.Contains("'lable'", Assert.Throws<BadDataException>(() => data.Open("image-masks")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_can_be_classes()
    {
        var red = Media.EncodedImage.Png(new PixelSource(1, 1, 3, new byte[] { 255, 0, 0 })).Bytes.ToArray();
        using var data = new TemporaryData(("image/1.png", TemporaryData.Png(1, 1)), ("label/1.png", red),
            ("dataset.yaml", "format: image-masks\nclasses: {'#ff0000': roof}"u8.ToArray()));
        Assert.Equal("roof", data.Open().Items.Single().ReadTruth!().Single().Labels[0]);
    }

    private static TemporaryData Pair(byte[] mask, string yaml) => new(
        ("image/1.png", TemporaryData.Png(2, 2, [1, 2, 3, 4])), ("label/1.png", TemporaryData.Png(2, 2, mask)),
        ("dataset.yaml", System.Text.Encoding.UTF8.GetBytes("format: image-masks\n" + yaml)));

    private static Fault FaultOf(DataItem item) => Assert.Throws<BadItemException>(() => item.ReadTruth!()).Fault;
}
