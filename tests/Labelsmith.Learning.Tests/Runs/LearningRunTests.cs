using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Runs;

/// <summary>Whole runs on the real samples.</summary>
[Collection(TorchTests.Name)]
public sealed class LearningRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData("fashion-mnist"), InlineData("brain-mri")]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others(string sample)
    {
        Learn(sample, "a", seed: 1);
        Learn(sample, "b", seed: 1);
        Assert.Equal(Weights("a"), Weights("b"));
        Learn(sample, "b", seed: 2);
        Assert.NotEqual(Weights("a"), Weights("b"));
    }

    [Fact]
    public void A_cancelled_run_goes_on_from_its_last_epoch_and_ends_as_if_nothing_had_happened()
    {
        Learn("fashion-mnist", "whole", epochs: 3);
        using var cancel = new CancellationTokenSource();
        var request = Request("fashion-mnist", "cut", epochs: 3);
        Assert.Throws<OperationCanceledException>(() => LearningRun.Run(
            request,
            progress =>
            {
                if (progress.Epoch?.Number == 2)
                {
                    cancel.Cancel();
                }
            },
            cancel.Token));
        Assert.True(Directory.Exists(_folder["cut/checkpoint"]));

        var epochs = new List<int>();
        var outcome = LearningRun.Run(request, progress => epochs.AddRange(progress.Epoch is { } epoch ? [epoch.Number] : []), Stop);
        // of each method that is tried, and at last of the one that is kept; those of before are told again, for their report may have been lost
        Assert.True(epochs.Count >= 3);
        Assert.All(epochs.Chunk(3), told => Assert.Equal([1, 2, 3], told));
        Assert.Equal([1, 2, 3], outcome.Report.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(Weights("whole"), Weights("cut"));
        Assert.False(Directory.Exists(_folder["cut/checkpoint"]));
    }

    [Fact]
    public void A_checkpoint_of_another_request_is_not_gone_on_from()
    {
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => LearningRun.Run(
            Request("fashion-mnist", "x", seed: 1), progress => cancel.CancelAfter(progress.Epoch is null ? -1 : 0), cancel.Token));
        Assert.Equal(1, LearningRun.Run(Request("fashion-mnist", "x", seed: 2), cancellation: Stop).Report.Epochs[0].Epoch);
    }

    [Fact]
    public void Images_are_learned_from_a_few_labels()
    {
        var outcome = Learn("fashion-mnist", "out", epochs: 4, pool: true);
        var truth = Samples.Truth("fashion-mnist");
        var accuracy = outcome.Predictions.Average(prediction => prediction.Answers[0].Labels[0] == truth[prediction.ItemId] ? 1.0 : 0);
        Assert.Equal(1900, outcome.Predictions.Count);
        Assert.True(accuracy > 0.5, $"{accuracy:0.000} with 80 labels, where chance is 0.1.");
        Assert.True(File.Exists(_folder["out/report.json"]) && File.Exists(_folder["out/report.html"]));
    }

    [Fact]
    public void A_model_predicts_from_its_folder_what_it_predicted_in_its_run()
    {
        var data = Samples.Read("brain-mri");
        var pool = data.Items.Where(item => !item.IsLabelled).Take(3).ToList();
        var outcome = LearningRun.Run(
            Request("brain-mri", "out", pool: true) with { Data = data with { Items = [.. data.Items.Where(item => item.IsLabelled), .. pool] } },
            cancellation: Stop);
        using var predictor = Predictor.Load(_folder["out/model"]);
        Assert.Equal(3, outcome.Predictions.Count);
        Assert.Equal(
            outcome.Predictions.Select(prediction => (prediction.ItemId, prediction.Score)),
            predictor.Predict(pool, Stop).Select(prediction => (prediction.ItemId, prediction.Score)));
    }

    [Fact]
    public void Broken_items_are_reported_and_the_others_go_on()
    {
        File.WriteAllBytes(_folder["empty.png"], []);
        File.WriteAllText(_folder["text.png"], "no image");
        var data = Samples.Read("fashion-mnist");
        var first = data.Items.First(item => item.IsLabelled);
        var request = Request("fashion-mnist", "out", pool: true) with
        {
            Data = data with
            {
                Items =
                [
                    .. data.Items.Where(item => item.IsLabelled),
                    first with { Id = "copy" },
                    first with { Id = "empty", Source = new FileSource(_folder["empty.png"]) },
                    new DataItem("text", new FileSource(_folder["text.png"])),
                    new DataItem("gone", new FileSource(_folder["gone.png"])),
                ],
            },
        };
        var outcome = LearningRun.Run(request, cancellation: Stop);
        Assert.Equal(["copy", "empty", "gone", "text"], outcome.Faults.Select(fault => fault.Where).Order());
        Assert.All(outcome.Faults, fault => Assert.EndsWith(".", fault.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_budget_bounds_the_whole_run()
    {
        var start = TimeProvider.System.GetTimestamp();
        var outcome = LearningRun.Run(
            Request("fashion-mnist", "out", pool: true) with { Epochs = null, Budget = TimeSpan.FromSeconds(10) }, cancellation: Stop);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 1, 16);
        Assert.NotEmpty(outcome.Report.Epochs);
    }

    public void Dispose() => _folder.Dispose();

    private LearningOutcome Learn(string sample, string to, int seed = 0, int epochs = 1, bool pool = false) =>
        LearningRun.Run(Request(sample, to, seed, epochs, pool), cancellation: Stop);

    private LearningRequest Request(string sample, string to, int seed = 0, int epochs = 1, bool pool = false) => new()
    {
        Data = Samples.Read(sample),
        Seed = seed,
        Epochs = epochs,
        OutDirectory = _folder[to],
        PredictPool = pool,
    };

    private byte[] Weights(string run) => File.ReadAllBytes(_folder[$"{run}/model/model.safetensors"]);
}
