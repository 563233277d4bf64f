using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Tests.Explaining;

[Collection(TorchTests.Name)]
public sealed class GradCamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_map_from_one_pass_is_the_one_that_gradients_give()
    {
        random.manual_seed(2);
        using var scope = NewDisposeScope();
        using var network = new ResidualNet(3, 4, [8, 12, 16], strideOfStem: 2);
        network.eval();
        ModelFiles.Write(network, 3, 32, 48, _folder.Path);
        var settings = new ImageClassifierSettings(48, 32, new ImageInput(3, [0.5f, 0.4f, 0.3f], [0.2f, 0.3f, 0.25f]), Mirror: false);
        var pixels = new byte[32 * 48 * 3];
        new Random(4).NextBytes(pixels);
        var item = new DataItem("noise", new PixelSource(48, 32, 3, pixels));

        using var gradCam = GradCam.TryLoad(_folder[ModelFiles.Onnx], settings)!;
        for (var label = 0; label < 4; label++)
        {
            var evidence = gradCam.Explain(item, label, TestContext.Current.CancellationToken);
            var (map, probability) = ByGradient(network, ImageClassifier.Read(item, settings), label);
            Assert.Equal((6, 4), (evidence.HeatMap!.Width, evidence.HeatMap.Height));
            Assert.Equal(probability, evidence.Probability, 1e-4);
            Assert.All(map.Zip(evidence.HeatMap.Values), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
        }
    }

    [Fact]
    public void The_head_is_found_with_its_weights_and_an_inner_value_can_be_seen()
    {
        using var network = new ResidualNet(1, 3, [4, 8]);
        ModelFiles.Write(network, 1, 16, 16, _folder.Path);
        var file = OnnxFile.Read(_folder[ModelFiles.Onnx]);
        var head = PooledHead.Find(file)!;
        var (weights, _) = Safetensors.Read(_folder[ModelFiles.Weights]);
        Assert.Equal(8, head.FeatureCount);
        Assert.Equal(weights["head.weight"].data<float>().ToArray(), head.Weights);

        using var session = OnnxSession.Open(_folder[ModelFiles.Onnx], file, head.Features, head.Maps);
        var outputs = session.RunAll(new float[16 * 16], 1, 1, 16, 16);
        Assert.Equal([1L, 8, 8, 8], outputs[2].Shape);
        Assert.Equal(outputs[2].Values.Chunk(64).Select(map => map.Max()), outputs[1].Values);
    }

    [Fact]
    public void A_model_that_ends_otherwise_has_no_such_head()
    {
        using var network = new UNet(UNetShape.Narrow(1, 2));
        ModelFiles.Write(network, 1, 32, 32, _folder.Path);
        Assert.Null(PooledHead.Find(OnnxFile.Read(_folder[ModelFiles.Onnx])));
        File.WriteAllText(_folder["broken.onnx"], "no model");
        Assert.Throws<BadDataException>(() => OnnxFile.Read(_folder["broken.onnx"]));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The definition: each map of the last convolution weighed by the mean gradient of the logit.</summary>
    private static (double[] Map, double Probability) ByGradient(ResidualNet network, float[] pixels, int label)
    {
        using var scope = NewDisposeScope();
        var layers = network.named_children().ToDictionary(child => child.name, child => (Module<Tensor, Tensor>)child.module);
        var maps = tensor(pixels, [1, 3, 32, 48]);
        foreach (var name in new[] { "stem", "stage1", "stage2" })
        {
            maps = layers[name].forward(maps);
        }

        maps = maps.detach().requires_grad_();
        var logits = layers["head"].forward(maps.amax([2, 3]));
        logits[0, label].backward();
        var weights = maps.grad!.mean([2, 3], keepdim: true);
        var map = (weights * maps).sum(dim: 1).relu();
        map = map / map.max().clamp_min(1e-12);
        return ([.. map.data<float>().ToArray().Select(value => (double)value)], logits.softmax(1)[0, label].item<float>());
    }
}
