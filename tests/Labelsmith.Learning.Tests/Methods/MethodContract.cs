using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Methods;

/// <summary>What every method must do with images that a child could sort. A new method is tested by being in the list.</summary>
[Collection(TorchTests.Name)]
public sealed class MethodContract : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Keys =>
        [MethodCatalog.Automatic, .. MethodCatalog.All.Where(method => method.Find(TaskKind.Classification, Medium.Image) is not null).Select(method => method.Key)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Keys))]
    public void The_same_seed_gives_the_same_model_also_where_the_run_was_cut(string key)
    {
        LearningRun.Run(Request(key, "whole"), cancellation: Stop);
        using var cancel = new CancellationTokenSource();
        var cut = Request(key, "cut");
        Assert.Throws<OperationCanceledException>(() => LearningRun.Run(cut, CancelAfterFirstEpoch, cancel.Token));
        Assert.True(Directory.Exists(_folder["cut/checkpoint"]));

        var outcome = LearningRun.Run(cut, cancellation: Stop);
        Assert.Equal(Weights("whole"), Weights("cut"));
        Assert.Equal(outcome.Report.Epochs.Count, outcome.Report.Epochs.DistinctBy(epoch => epoch.Epoch).Count());
        Assert.False(Directory.Exists(_folder["cut/checkpoint"]));

        void CancelAfterFirstEpoch(LearningProgress progress)
        {
            if (progress.Epoch?.Number == 1)
            {
                cancel.Cancel();
            }
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_budget_bounds_the_whole_run(string key)
    {
        var start = TimeProvider.System.GetTimestamp();
        var outcome = LearningRun.Run(
            Request(key, "out") with { Epochs = null, Budget = TimeSpan.FromSeconds(4) }, cancellation: Stop);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 7);
        Assert.Equal(60, outcome.Predictions.Count);
    }

    [Theory, MemberData(nameof(Keys))]
    public void Unlabelled_items_never_make_a_separable_problem_worse(string key)
    {
        var outcome = LearningRun.Run(Request(key, "out") with { Epochs = 6 }, cancellation: Stop);
        Assert.True(outcome.Report.Metrics["accuracy"] > 0.95, $"{key}: {outcome.Report.Metrics["accuracy"]:0.000}");
    }

    [Theory, MemberData(nameof(Keys))]
    public void Without_unlabelled_items_the_labels_alone_are_learned(string key)
    {
        var request = Request(key, "out") with { Epochs = 1 };
        var data = request.Data with { Items = [.. request.Data.Items.Where(item => item.Split != Split.Unlabelled)] };
        Assert.Empty(LearningRun.Run(request with { Data = data }, cancellation: Stop).Predictions);
    }

    public void Dispose() => _folder.Dispose();

    private LearningRequest Request(string key, string to) => new()
    {
        Data = Bars(),
        Method = key,
        Epochs = 2,
        OutDirectory = _folder[to],
    };

    private byte[] Weights(string run) => File.ReadAllBytes(_folder[$"{run}/model/model.safetensors"]);

    /// <summary>A bar that lies or stands, somewhere, in noise: 20 labelled, 60 not, 40 to test on.</summary>
    private static Dataset Bars()
    {
        var random = new Random(5);
        return new Dataset
        {
            Name = "bars",
            Medium = Medium.Image,
            Task = TaskKind.Classification,
            Classes = ["lying", "standing"],
            Items = [.. Enumerable.Range(0, 120).Select(i => Bar(i, random))],
        };
    }

    private static DataItem Bar(int number, Random random)
    {
        const int side = 12;
        var isStanding = number % 2 == 1;
        var pixels = new byte[side * side];
        random.NextBytes(pixels);
        var at = random.Next(3, side - 3);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(pixels[i] / 4 + ((isStanding ? i % side : i / side) == at ? 190 : 0));
        }

        var split = number < 20 ? Split.Train : number < 80 ? Split.Unlabelled : Split.Test;
        return new DataItem($"bar-{number}", new PixelSource(side, side, 1, pixels))
        {
            Split = split,
            ReadTruth = split == Split.Unlabelled
                ? null
                : () => [new Domain.Answers.Answer { Id = "label", Control = "label", Labels = [isStanding ? "standing" : "lying"] }],
        };
    }
}
