using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Models;

[Collection(TorchTests.Name)]
public class PixelLossTests
{
    [Theory, InlineData(PixelActivation.Softmax, 3), InlineData(PixelActivation.Sigmoid, 1)]
    public void Ignored_pixels_have_no_part_in_it(PixelActivation activation, int outputs)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var logits = randn(2, outputs, 4, 4);
        var classes = randint(2, [2, 4, 4], int64);
        var half = classes.clone();
        half[.., .., 2..] = LabelMap.Ignored;
        var changed = logits.clone();
        changed[.., .., .., 2..] = 7;
        Assert.Equal(
            PixelLoss.Of(logits, half, activation).item<float>(), PixelLoss.Of(changed, half, activation).item<float>(), 1e-5);
        Assert.NotEqual(
            PixelLoss.Of(logits, classes, activation).item<float>(), PixelLoss.Of(changed, classes, activation).item<float>());
    }

    [Theory, InlineData(PixelActivation.Softmax, 2), InlineData(PixelActivation.Sigmoid, 1)]
    public void It_is_zero_where_no_pixel_has_a_meaning(PixelActivation activation, int outputs)
    {
        using var scope = NewDisposeScope();
        var classes = full([1, 4, 4], LabelMap.Ignored, int64);
        Assert.Equal(0, PixelLoss.Of(randn(1, outputs, 4, 4), classes, activation).item<float>());
    }

    [Fact]
    public void Sure_and_right_costs_nothing()
    {
        using var scope = NewDisposeScope();
        var classes = randint(2, [2, 8, 8], int64);
        var logits = 40 * (classes.unsqueeze(1).to(float32) - 0.5f);
        Assert.Equal(0, PixelLoss.Of(logits, classes, PixelActivation.Sigmoid).item<float>(), 1e-4);
        Assert.Equal(0, PixelLoss.Of(cat([-logits, logits], 1), classes, PixelActivation.Softmax).item<float>(), 1e-4);
    }
}
