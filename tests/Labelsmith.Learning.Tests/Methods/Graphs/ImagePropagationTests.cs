using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Methods.Graphs;

/// <summary>Labels that spread over a graph of real images of fashion articles.</summary>
[Collection(TorchTests.Name)]
public sealed class ImagePropagationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Three_labels_a_class_are_enough_for_more_than_half_of_the_articles()
    {
        var outcome = LearningRun.Run(
            new LearningRequest
            {
                Data = Samples.Read("fashion-mnist"),
                Method = "poisson",
                LabelledPerClass = 3,
                Epochs = 8,
                OutDirectory = _folder["out"],
            },
            cancellation: TestContext.Current.CancellationToken);
        var truth = Samples.Truth("fashion-mnist");
        var accuracy = outcome.Predictions.Where(prediction => truth.ContainsKey(prediction.ItemId))
            .Average(prediction => prediction.Answers[0].Labels[0] == truth[prediction.ItemId] ? 1.0 : 0);
        Assert.True(accuracy > 0.5, $"{accuracy:0.000}");
        Assert.Contains(outcome.Report.Notes, note => note.Contains("held back", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
