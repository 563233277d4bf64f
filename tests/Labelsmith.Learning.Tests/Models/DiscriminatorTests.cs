using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Models;

/// <summary>A discriminator and its generator, of linear layers and of convolutions.</summary>
[Collection(TorchTests.Name)]
public sealed class DiscriminatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory, InlineData(1, 12, 12), InlineData(3, 20, 13)]
    public void Every_parameter_gets_a_gradient(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var network = Make(channels, height, width);
        var drawn = network.Generator.Draw(4);
        (network.forward(drawn.detach()).logsumexp(1).mean() + network.FrozenFeatures(drawn).square().mean()).backward();
        Assert.All(network.named_parameters(), entry => Assert.True(entry.parameter.grad?.abs().sum().item<float>() > 0, entry.name));
    }

    [Theory, InlineData(1, 12, 12), InlineData(3, 20, 13)]
    public void Matching_features_moves_the_generator_alone(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var network = Make(channels, height, width);
        network.FrozenFeatures(network.Generator.Draw(4)).square().mean().backward();
        Assert.All(network.named_parameters(), entry => Assert.Equal(
            entry.name.StartsWith("generator", StringComparison.Ordinal), entry.parameter.grad?.abs().sum().item<float>() > 0));
    }

    [Theory, InlineData(1, 12, 12), InlineData(3, 20, 13)]
    public void Onnx_runtime_says_what_libtorch_says(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var network = Make(channels, height, width);
        network.Cool(0.5);
        network.eval();
        var images = randn(3, channels, height, width);
        var expected = network.forward(images).softmax(1).data<float>().ToArray();
        ModelFiles.Write(network, channels, height, width, _folder.Path);
        using var session = new OnnxSession(_folder[ModelFiles.Onnx]);
        var actual = session.Run(images.data<float>().ToArray(), images.shape);
        Assert.True(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max() < 1e-4);
    }

    [Theory, InlineData(1, 12, 12), InlineData(3, 20, 13)]
    public void What_is_drawn_are_images(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var network = Make(channels, height, width);
        var pictures = network.Generator.Picture(5);
        Assert.Equal(5, pictures.Count);
        Assert.All(pictures, picture => Assert.Equal((width, height, channels), (picture.Width, picture.Height, picture.Channels)));
        Assert.True(pictures[0].Pixels.ToArray().Distinct().Count() > 1);
    }

    public void Dispose() => _folder.Dispose();

    private static Discriminator Make(int channels, int height, int width)
    {
        random.manual_seed(1);
        var input = new ImageInput(channels, [.. Enumerable.Repeat(0.4f, channels)], [.. Enumerable.Repeat(0.3f, channels)]);
        return new Discriminator(input, height, width, 3);
    }
}
