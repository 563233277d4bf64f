using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Tests.Inference;

/// <summary>bfloat16 has eight bits of precision: answers are those of float32 to about a hundredth.</summary>
[Collection(TorchTests.Name)]
public sealed class LibtorchEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Networks.Keys];

    private static Dictionary<string, (Func<Module<Tensor, Tensor>> Make, int Channels, int Side)> Networks { get; } = new()
    {
        ["residual net"] = (() => new ResidualNet(3, 5, [32, 64, 128], dropout: 0), 3, 32),
        ["residual net, sets of labels"] = (() => new ResidualNet(1, 3, [32, 64], dropout: 0, head: ItemHead.Labels), 1, 28),
        ["residual net, a number"] = (() => new ResidualNet(1, 2, [32, 64], dropout: 0, head: ItemHead.Number), 1, 28),
        ["U-Net, softmax"] = (() => new UNet(UNetShape.Narrow(3, 4)), 3, 64),
        ["U-Net, sigmoid"] = (() => new UNet(UNetShape.Classic with { Widths = [16, 32, 64] }), 1, 64),
        ["CenterNet"] = (() => new CenterNet(3, 2), 3, 64),
    };

    [Theory, MemberData(nameof(Names))]
    public void It_says_what_onnx_runtime_says(string name)
    {
        var (make, channels, side) = Networks[name];
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        var images = randn(3, channels, side, side);
        Write(make(), images);
        var values = images.data<float>().ToArray();
        using var exact = new OnnxSession(_folder[ModelFiles.Onnx]);
        using var quick = new LibtorchEngine(_folder[ModelFiles.Onnx]);
        var (expected, actual) = (exact.Run(values, images.shape), quick.Run(values, images.shape));
        Assert.Equal(expected.Length, actual.Length);
        Assert.Equal(exact.OutputShape, quick.OutputShape);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.02 + (0.02 * Math.Abs(pair.First))));
        Assert.Equal(actual, quick.Run(values, images.shape)); // nothing in place has changed a weight
    }

    [Fact]
    public void A_network_of_other_operators_is_refused()
    {
        var graph = new OnnxGraph("other");
        var x = graph.Input("image", "N", 1, 8, 8);
        graph.Output(graph.Node("Erf", [x]), "probabilities", "N", 1, 8, 8);
        graph.Write(_folder["other.onnx"]);
        Assert.Throws<InvalidDataException>(() => new LibtorchEngine(_folder["other.onnx"]));
        File.WriteAllText(_folder["text.onnx"], "no model");
        Assert.Throws<BadDataException>(() => new LibtorchEngine(_folder["text.onnx"]));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(Module<Tensor, Tensor> network, Tensor images)
    {
        using var frozen = no_grad();
        network.forward(images); // moves the statistics of batch norm off their start
        network.eval();
        var (channels, side) = ((int)images.shape[1], (int)images.shape[2]);
        switch (network)
        {
            case UNet unet: ModelFiles.Write(unet, channels, side, side, _folder.Path); break;
            case CenterNet center: ModelFiles.Write(center, channels, side, side, _folder.Path); break;
            default: ModelFiles.Write((ResidualNet)network, channels, side, side, _folder.Path); break;
        }
    }
}
