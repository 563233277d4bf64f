using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Runs;
using Labelsmith.Media;

namespace Labelsmith.Learning.Tests.Methods;

/// <summary>That unlabelled images help: real ones, at half their size so that it takes seconds.</summary>
[Collection(TorchTests.Name)]
public sealed class UnlabelledGain : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory, InlineData("freematch"), InlineData("vae"), InlineData("autoencoder"), InlineData("gan"), InlineData("vat"), InlineData("poisson")]
    public void Unlabelled_images_make_a_better_model_than_the_same_labels_alone(string method)
    {
        var (alone, with) = (Accuracy("supervised"), Accuracy(method));
        Assert.True(with > alone, $"{method} {with:0.000}, the labels alone {alone:0.000}.");
    }

    public void Dispose() => _folder.Dispose();

    private double Accuracy(string method)
    {
        var data = Samples.Read("fashion-mnist");
        var outcome = LearningRun.Run(
            new LearningRequest
            {
                Data = data with { Items = [.. data.Items.Select(item => item with { Source = Half(item) })] },
                Method = method,
                Epochs = 20,
                OutDirectory = _folder[method],
            },
            cancellation: TestContext.Current.CancellationToken);
        var truth = Samples.Truth("fashion-mnist");
        return outcome.Predictions.Average(prediction => prediction.Answers[0].Labels[0] == truth[prediction.ItemId] ? 1.0 : 0);
    }

    private static PixelSource Half(DataItem item)
    {
        var image = ImageFile.Read(item.Source, item.Id);
        return ImageScaling.Resize(image, image.Width / 2, image.Height / 2);
    }
}
