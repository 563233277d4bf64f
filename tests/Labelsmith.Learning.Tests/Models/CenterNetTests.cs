using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Models;

[Collection(TorchTests.Name)]
public sealed class CenterNetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory, InlineData(3, 3, 64, 96), InlineData(1, 1, 64, 64)]
    public void The_loss_of_one_small_batch_falls_to_almost_nothing_and_every_parameter_has_a_part(int channels, int classes, int height, int width)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (network, images) = (new CenterNet(channels, classes), randn(2, channels, height, width));
        var targets = Targets(network, images);
        using var optimizer = optim.Adam(network.parameters(), 3e-3);
        var (first, last) = (0f, 0f);
        for (var step = 0; step < 80 && (step == 0 || last > first / 20); step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            using var loss = CenterLoss.Of(network.forward(images), targets);
            loss.backward();
            Assert.All(network.named_parameters(), entry => Assert.True(
                step > 0 || entry.parameter.grad?.abs().sum().item<float>() > 0, $"{entry.name} has no gradient."));
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }

        Assert.True(last <= first / 20, $"The loss went from {first} to {last} only.");
    }

    [Theory, InlineData(3, 3, 64, 96), InlineData(1, 1, 64, 64)]
    public void Onnx_runtime_says_what_libtorch_says(int channels, int classes, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        random.manual_seed(3);
        var (network, images) = (new CenterNet(channels, classes), randn(2, channels, height, width));
        network.forward(images); // moves the statistics of batch norm off their start
        network.eval();
        var expected = network.Decode(network.forward(images)).contiguous().data<float>().ToArray();
        ModelFiles.Write(network, channels, 0, 0, _folder.Path);
        using var session = new OnnxSession(_folder[ModelFiles.Onnx]);
        var actual = session.Run(images.data<float>().ToArray(), images.shape);
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max() < 1e-4);
    }

    [Theory, InlineData(3, 3, 128, 128), InlineData(1, 1, 128, 128)]
    public void Mixed_precision_gives_nearly_the_same_gradients(int channels, int classes, int height, int width)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var (network, images) = (new CenterNet(channels, classes), randn(8, channels, height, width).ToChannelsLast());
        var targets = Targets(network, images);
        Tensor Gradients(bool mixed)
        {
            network.zero_grad();
            using var precision = MixedPrecision.Use(mixed);
            CenterLoss.Of(network.forward(images), targets).backward();
            return cat([.. network.parameters().Select(parameter => parameter.grad!.flatten())]).to(float64);
        }

        var (exact, mixed) = (Gradients(false), Gradients(true));
        Assert.InRange(nn.functional.cosine_similarity(exact, mixed, 0).item<double>(), 0.8, 1.0001);
        Assert.InRange((mixed.norm() / exact.norm()).item<double>(), 0.9, 1.1);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>One box in each image, a smaller one and a larger one.</summary>
    private static Tensor Targets(CenterNet network, Tensor images)
    {
        var (height, width) = ((int)images.shape[2], (int)images.shape[3]);
        var targets = new CenterTargets(network.Classes, width, height);
        var values = new float[images.shape[0] * targets.Size];
        for (var i = 0; i < images.shape[0]; i++)
        {
            targets.Draw([new ClassBox(i % network.Classes, 8, 10, 30 + (15 * i), 40 + (5 * i))], values.AsSpan(i * targets.Size, targets.Size));
        }

        return tensor(values).view(images.shape[0], -1, height / CenterNet.Stride, width / CenterNet.Stride);
    }
}
