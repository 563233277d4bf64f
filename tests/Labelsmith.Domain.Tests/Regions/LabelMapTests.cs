using CsCheck;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Domain.Tests.Regions;

public class LabelMapTests
{
    private static readonly string[] Classes = ["sky", "road", "car"];

    [Fact]
    public void Later_answers_lie_on_top_and_the_rest_is_background()
    {
        var map = LabelMap.Paint("a.png",
            [Region("road", new Box(0, 0, 3, 1)), Region("car", new Mask(3, 2, [1, 1, 4]))], Classes, 3, 2, LabelMap.Ignored);
        Assert.Equal([1, 2, 1, 255, 255, 255], map);
    }

    [Fact]
    public void Choices_cover_no_pixels() =>
        Assert.Equal([0, 0], LabelMap.Paint("a.png", [new Answer { Id = "1", Control = "label", Labels = ["night"] }], Classes, 2, 1, 0));

    [Fact]
    public void An_unknown_label_is_a_fault_that_names_the_item()
    {
        var bad = Assert.Throws<BadItemException>(() =>
            LabelMap.Paint("a.png", [Region("boat", new Box(0, 0, 1, 1))], Classes, 2, 1, 0));
        Assert.Equal("a.png", bad.Fault.Where);
        Assert.Contains("'boat'", bad.Fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_of_another_size_is_a_fault_that_says_both_sizes()
    {
        var bad = Assert.Throws<BadItemException>(() =>
            LabelMap.Paint("a.png", [Region("sky", new Mask(5, 4, [20]))], Classes, 2, 1, 0));
        Assert.Contains("5 x 4", bad.Fault.Sentence, StringComparison.Ordinal);
        Assert.Contains("2 x 1", bad.Fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_of_a_map_paint_the_same_map() => Gen.Byte[0, 4].Array[20].Sample(values =>
    {
        byte[] map = [.. values.Select(value => value < 3 ? value : LabelMap.Ignored)];
        var answers = LabelMap.ToMasks(map, Classes, 5, 4).Select(found => Region(Classes[found.Class], found.Mask)).ToList();
        Assert.All(answers, answer => Assert.Null(answer.FindFault()));
        Assert.Equal(map, LabelMap.Paint("a.png", answers, Classes, 5, 4, LabelMap.Ignored));
    });

    private static Answer Region(string label, Region region) =>
        new() { Id = label, Control = "regions", Labels = [label], Region = region };
}
