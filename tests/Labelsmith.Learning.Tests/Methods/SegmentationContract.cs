using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Methods;

/// <summary>What every method that segments must do with images that a child could outline.</summary>
[Collection(TorchTests.Name)]
public sealed class SegmentationContract : IDisposable
{
    private static readonly Split[] _splits =
        [.. Enumerable.Repeat(Split.Train, 4), .. Enumerable.Repeat(Split.Unlabelled, 8), .. Enumerable.Repeat(Split.Test, 4)];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Keys =>
        [.. MethodCatalog.All.Where(method => method.Find(TaskKind.Segmentation, Medium.Image) is not null).Select(method => method.Key)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Keys))]
    public void Unlabelled_images_never_make_a_separable_problem_worse(string key)
    {
        var outcome = LearningRun.Run(Request(key, "out") with { Epochs = 5 }, cancellation: Stop);
        Assert.True(outcome.Report.Metrics["mean_iou"] > 0.8, $"{key}: {outcome.Report.Metrics["mean_iou"]:0.000}");
        Assert.Equal(8, outcome.Predictions.Count);
    }

    [Theory, InlineData("cross-pseudo")]
    public void The_same_seed_gives_the_same_model_also_where_the_run_was_cut(string key)
    {
        LearningRun.Run(Request(key, "whole"), cancellation: Stop);
        using var cancel = new CancellationTokenSource();
        var cut = Request(key, "cut");
        Assert.Throws<OperationCanceledException>(() => LearningRun.Run(cut, CancelAfterFirstEpoch, cancel.Token));

        LearningRun.Run(cut, cancellation: Stop);
        Assert.Equal(Weights("whole"), Weights("cut"));

        void CancelAfterFirstEpoch(LearningProgress progress)
        {
            if (progress.Epoch?.Number == 1)
            {
                cancel.Cancel();
            }
        }
    }

    [Fact]
    public void Without_unlabelled_images_the_labels_alone_are_learned()
    {
        var request = Request("cross-pseudo", "out") with { Epochs = 1 };
        var data = request.Data with { Items = [.. request.Data.Items.Where(item => item.Split != Split.Unlabelled)] };
        Assert.Empty(LearningRun.Run(request with { Data = data }, cancellation: Stop).Predictions);
    }

    public void Dispose() => _folder.Dispose();

    private LearningRequest Request(string key, string to) => new()
    {
        Data = Discs.Of(_splits),
        Method = key,
        Epochs = 2,
        OutDirectory = _folder[to],
    };

    private byte[] Weights(string run) => File.ReadAllBytes(_folder[$"{run}/model/model.safetensors"]);
}
