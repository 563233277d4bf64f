using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Tests.Inference;

[Collection(TorchTests.Name)]
public sealed class ForeignModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_alone_classifies_images_of_any_size()
    {
        File.Move(Write(), _folder["mine.onnx"]);
        File.WriteAllLines(_folder["mine.labels.txt"], ["cat", "dog", "other"]);
        using var predictor = Predictor.Load(_folder["mine.onnx"]);
        var image = new PixelSource(50, 31, 3, new byte[50 * 31 * 3]);
        var prediction = Assert.Single(predictor.Predict([new DataItem("a", image)], TestContext.Current.CancellationToken));
        Assert.Contains(Assert.Single(prediction.Answers).Labels[0], new[] { "cat", "dog", "other" });
        Assert.InRange(prediction.Score, 1.0 / 3, 1);
    }

    [Fact]
    public void What_cannot_be_used_is_refused_with_a_sentence()
    {
        File.WriteAllText(_folder["broken.onnx"], "no model");
        File.Move(Write(), _folder["mine.onnx"]);
        File.WriteAllLines(_folder["mine.labels.txt"], ["cat"]);
        foreach (var name in new[] { "missing.onnx", "broken.onnx", "mine.onnx" })
        {
            Assert.Contains(name[..^5], Assert.Throws<BadDataException>(() => Predictor.Load(_folder[name])).Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private string Write()
    {
        using var network = new ResidualNet(3, 3, [4, 8]);
        ModelFiles.Write(network, 3, 16, 16, _folder.Path);
        return _folder[ModelFiles.Onnx];
    }
}
