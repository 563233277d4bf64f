using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Models;

[Collection(TorchTests.Name)]
public class ImageAutoencoderTests
{
    private static readonly ImageInput _input = new(1, [0.5f], [0.25f]);

    [Theory, InlineData(true), InlineData(false)]
    public void Every_parameter_gets_a_gradient(bool isVariational)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var network = new ImageAutoencoder(_input, 8, 8, 4, isVariational);
        var images = randn(6, 1, 8, 8);
        network.Loss(images, images).backward();
        Assert.All(network.named_parameters(), entry => Assert.True(entry.parameter.grad?.abs().sum().item<float>() > 0, entry.name));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void It_learns_to_draw_what_was_there_before_a_change(bool isVariational)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var network = new ImageAutoencoder(_input, 8, 8, 4, isVariational);
        using var optimizer = optim.Adam(network.parameters(), 1e-2);
        var originals = (arange(2).repeat(8).view(16, 1, 1, 1) * 4) - 2f + zeros(16, 1, 8, 8); // white or black
        var (first, last) = (0f, 0f);
        for (var step = 0; step < 60; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            var loss = network.Loss(originals + randn_like(originals), originals);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }

        Assert.True(last < first / 4, $"The loss went from {first} to {last} only.");
    }
}
