using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Tests.Models;

/// <summary>What every network must do.</summary>
[Collection(TorchTests.Name)]
public sealed class NetworkContract : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Networks.Keys];

    /// <summary>By name: the network, and the (channels, height, width) to try it with.</summary>
    private static Dictionary<string, (Func<Module<Tensor, Tensor>> Make, int Channels, int Height, int Width)> Networks { get; } = new()
    {
        ["residual net, small grey images"] = (() => new ResidualNet(1, 10, [32, 64, 128], dropout: 0), 1, 28, 28),
        ["residual net, larger colour images"] = (() => new ResidualNet(3, 4, [32, 64, 128, 256], 2, dropout: 0), 3, 32, 48),
        ["residual net, sets of labels"] = (() => new ResidualNet(1, 4, [32, 64], dropout: 0, head: ItemHead.Labels), 1, 16, 16),
        ["residual net, a number"] = (() => Rescaled(new ResidualNet(3, 2, [32, 64], dropout: 0, head: ItemHead.Number)), 3, 16, 16),
        ["classifier on codes, small grey images"] = (() => new CodeClassifier(new ImageEncoder(1, 12, 12, 8), 4, dropout: 0), 1, 12, 12),
        ["classifier on codes, colour images"] = (() => new CodeClassifier(new ImageEncoder(3, 32, 48, 8), 4, dropout: 0), 3, 32, 48),
        ["narrow U-Net, two classes"] = (() => new UNet(UNetShape.Narrow(1, 2)), 1, 32, 48),
        ["narrow U-Net, colour, five classes"] = (() => new UNet(UNetShape.Narrow(3, 5)), 3, 32, 32),
        ["U-Net on an encoder, three classes"] = (() => new UNet(UNetShape.Encoded(1, 3, 4)), 5, 32, 48),
        ["classic U-Net"] = (() => new UNet(UNetShape.Classic), 1, 32, 32),
        ["classic U-Net, colour"] = (() => new UNet(UNetShape.ClassicColour(3)), 3, 32, 32),
    };

    [Theory, MemberData(nameof(Names))]
    public void The_loss_of_one_small_batch_falls_to_almost_nothing(string name) => Fit(name, mixed: false);

    [Theory]
    [InlineData("residual net, small grey images")]
    [InlineData("narrow U-Net, two classes")]
    [InlineData("classic U-Net, colour")]
    public void So_it_does_in_mixed_precision(string name) => Fit(name, mixed: true);

    [Theory, MemberData(nameof(Names))]
    public void Every_parameter_gets_a_gradient(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var (network, images) = Make(name, 2);
        Loss(network, network.forward(images), Targets(network, images)).backward();
        Assert.All(network.named_parameters(), entry =>
        {
            Assert.True(entry.parameter.grad is not null, $"{entry.name} has none.");
            Assert.True(entry.parameter.grad!.abs().sum().item<float>() > 0, $"That of {entry.name} is zero.");
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void Onnx_runtime_says_what_libtorch_says(string name)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        random.manual_seed(3);
        var (network, images) = Make(name, 3);
        network.forward(images); // moves the statistics of batch norm off their start
        network.eval();
        var expected = Probabilities(network, network.forward(images)).data<float>().ToArray();
        var (channels, height, width) = ((int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
        switch (network)
        {
            case UNet unet:
                ModelFiles.Write(unet, channels, 0, 0, _folder.Path);
                break;
            case CodeClassifier classifier:
                ModelFiles.Write(classifier, channels, height, width, _folder.Path);
                break;
            default:
                ModelFiles.Write((ResidualNet)network, channels, height, width, _folder.Path);
                break;
        }

        using var session = new OnnxSession(_folder[ModelFiles.Onnx]);
        var actual = session.Run(images.data<float>().ToArray(), images.shape);
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max() < 1e-4);
    }

    [Theory, MemberData(nameof(Names))]
    public void Channels_last_changes_the_speed_only(string name)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        random.manual_seed(4);
        var (network, images) = Make(name, 2);
        network.eval();
        Assert.True(network.forward(images).allclose(network.forward(images.ToChannelsLast()), 1e-3, 1e-4));
    }

    [Theory, MemberData(nameof(Names))]
    public void Mixed_precision_gives_nearly_the_same_gradients_in_float32(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var (network, images) = Make(name, 8);
        var targets = Targets(network, images);
        var exact = Gradients(network, images.ToChannelsLast(), targets, mixed: false);
        var mixed = Gradients(network, images.ToChannelsLast(), targets, mixed: true);
        Assert.False(MixedPrecision.IsOn);
        // normalisation over the few pixels of the deepest level makes more of what rounding does
        var least = network.named_buffers().Any() ? 0.8 : 0.99;
        Assert.InRange(functional.cosine_similarity(exact, mixed, 0).item<double>(), least, 1.0001);
        Assert.InRange((mixed.norm() / exact.norm()).item<double>(), 0.9, 1.1);
    }

    [Theory, MemberData(nameof(Names))]
    public void Weights_come_back_from_safetensors_as_they_were(string name)
    {
        using var scope = NewDisposeScope();
        var (network, _) = Make(name, 1);
        Safetensors.Write(_folder["w.safetensors"], network.state_dict(), "a note");
        var (kept, metadata) = Safetensors.Read(_folder["w.safetensors"]);
        Assert.Equal("a note", metadata);
        Assert.Equal(network.state_dict().Keys.Order(), kept.Keys.Order());
        Assert.All(network.state_dict(), entry => Assert.True(entry.Value.equal(kept[entry.Key]).all().item<bool>()));
    }

    [Fact]
    public void A_network_that_is_too_sure_is_calibrated_without_another_answer()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var network = new ResidualNet(1, 3, [4, 8], dropout: 0);
        network.eval();
        var (images, truth) = (randn(60, 1, 8, 8), randint(0, 3, 60)); // nothing to be learned: a third is right
        network.Cool(1e-2);
        var before = network.forward(images);
        var validation = new ClassifierValidation(
            network, images.data<float>().ToArray(), [1, 8, 8], truth.to(int64).data<long>().ToArray());
        var (lossBefore, score) = validation.Measure();
        var temperature = validation.Calibrate();
        var (loss, scoreAfter) = validation.Measure();
        Assert.True(temperature > 1, $"{temperature}");
        Assert.True(loss < lossBefore);
        Assert.Equal(score, scoreAfter);
        Assert.True((network.forward(images) * temperature).allclose(before, 1e-3, 1e-2));
    }

    public void Dispose() => _folder.Dispose();

    private static void Fit(string name, bool mixed)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (network, images) = Make(name, 2);
        images = images.ToChannelsLast();
        var (steps, rate) = name.StartsWith("classic", StringComparison.Ordinal) ? (200, 1e-3) : (60, 3e-3);
        using var optimizer = optim.Adam(network.parameters(), rate);
        var targets = Targets(network, images);
        var (first, last) = (0f, 0f);
        for (var step = 0; step < steps && (step == 0 || last > first / 10); step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            using var precision = MixedPrecision.Use(mixed);
            using var loss = Loss(network, network.forward(images), targets);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }

        Assert.True(last <= first / 10, $"The loss went from {first} to {last} only.");
    }

    private static Tensor Gradients(Module<Tensor, Tensor> network, Tensor images, Tensor targets, bool mixed)
    {
        network.zero_grad();
        using (MixedPrecision.Use(mixed))
        {
            Loss(network, network.forward(images), targets).backward();
        }

        return cat([.. network.parameters().Select(parameter => parameter.grad!.flatten())]).to(float64);
    }

    private static (Module<Tensor, Tensor> Network, Tensor Images) Make(string name, int count)
    {
        var (make, channels, height, width) = Networks[name];
        return (make(), randn(count, channels, height, width));
    }

    private static Tensor Targets(Module<Tensor, Tensor> network, Tensor images) => network is UNet unet
        ? functional.avg_pool2d(images[.., ..1], 5, 1, 2).squeeze(1).gt(0).to(int64) * (Math.Max(2, unet.Shape.Outputs) - 1)
        : arange(images.shape[0], int64).remainder(4);

    private static Tensor Loss(Module<Tensor, Tensor> network, Tensor logits, Tensor targets) => network is UNet unet
        ? PixelLoss.Of(logits, targets, unet.Shape.Activation)
        : network is ResidualNet { Head: ItemHead.Number } ? functional.mse_loss(logits, stack([targets, (targets * 0.3) - 1.2], 1).to(float32))
        : functional.cross_entropy(logits, targets);

    private static Tensor Probabilities(Module<Tensor, Tensor> network, Tensor logits) =>
        network is UNet { Shape.Activation: PixelActivation.Sigmoid } or ResidualNet { Head: ItemHead.Labels } ? logits.sigmoid()
        : network is ResidualNet { Head: ItemHead.Number } ? cat([logits[.., ..1], logits[.., 1..].exp()], 1)
        : logits.softmax(1);

    /// <summary>As after training, into another unit.</summary>
    private static ResidualNet Rescaled(ResidualNet network)
    {
        network.Rescale(mean: 0.3, deviation: 0.5, widening: 1.2);
        return network;
    }
}
