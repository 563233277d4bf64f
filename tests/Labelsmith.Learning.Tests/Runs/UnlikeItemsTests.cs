using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Runs;
using Labelsmith.Media;

namespace Labelsmith.Learning.Tests.Runs;

/// <summary>Real images, of which two classes are in the pool only: nobody has named them.</summary>
[Collection(TorchTests.Name)]
public sealed class UnlikeItemsTests : IDisposable
{
    private static readonly string[] _unnamed = ["Bag", "Ankle boot"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Items_of_classes_that_nobody_named_are_reported_and_not_forced()
    {
        var outcome = Learn();
        var truth = Samples.Truth("fashion-mnist");
        var unlike = outcome.Predictions.Where(prediction => prediction.Score == 0).ToList();
        Assert.Equal(outcome.Report.UnlikeCount, unlike.Count);
        Assert.Equal(Math.Min(50, unlike.Count), outcome.Report.UnlikeItems.Count);
        Assert.True(unlike.Count > 1.5 * outcome.Report.UnlikeExpected, $"{unlike.Count} found, {outcome.Report.UnlikeExpected:0.0} expected.");
        var hits = unlike.Count(prediction => _unnamed.Contains(truth[prediction.ItemId]));
        var share = outcome.Predictions.Average(prediction => _unnamed.Contains(truth[prediction.ItemId]) ? 1.0 : 0);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{unlike.Count} of {outcome.Predictions.Count} reported, {outcome.Report.UnlikeExpected:0.0} expected by chance, {hits} of {share * outcome.Predictions.Count:0} of unnamed classes found; accuracy {outcome.Report.Metrics["accuracy"]:0.000}");
        Assert.True(hits > 1.5 * share * unlike.Count, $"{hits} of {unlike.Count} are of a class that nobody named; of all {share:0.00} are.");
        Assert.Contains("Unlike every labelled item", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Half the labelled items of the sample, and 400 of those with a truth to test on; 400 others are the pool.</summary>
    private LearningOutcome Learn()
    {
        var data = Samples.Read("fashion-mnist");
        var truth = Samples.Truth("fashion-mnist");
        bool IsNamed(string label) => !_unnamed.Contains(label);
        var items = new List<DataItem>();
        foreach (var item in data.Items)
        {
            var small = item with { Source = Half(item) };
            if (item.IsLabelled)
            {
                items.AddRange(IsNamed(item.ReadTruth!()[0].Labels[0]) ? [small with { Split = Split.Train }] : []);
            }
            else if (items.Count(one => one.Split == Split.Test) < 300)
            {
                var label = truth[item.Id];
                items.AddRange(IsNamed(label) ? [small with { Split = Split.Test, ReadTruth = () => [new() { Id = "1", Control = "label", Labels = [label] }] }] : []);
            }
            else if (items.Count(one => one.Split == Split.Unlabelled) < 400)
            {
                items.Add(small with { Split = Split.Unlabelled });
            }
        }

        return LearningRun.Run(
            new LearningRequest
            {
                Data = data with { Items = items, Classes = [.. data.Classes.Where(IsNamed)] },
                Method = "supervised",
                Epochs = 20,
                OutDirectory = _folder["out"],
            },
            cancellation: TestContext.Current.CancellationToken);
    }

    private static PixelSource Half(DataItem item)
    {
        var image = ImageFile.Read(item.Source, item.Id);
        return ImageScaling.Resize(image, image.Width / 2, image.Height / 2);
    }
}
