using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Plans;

/// <summary>Plans from a data set to a model.</summary>
[Collection(TorchTests.Name)]
public sealed class PlannedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_run_does_what_its_plan_file_says_and_the_model_keeps_it()
    {
        var said = new List<string>();
        var outcome = Run("out", progress => said.AddRange(progress.Message is { } message ? [message] : []),
            ("width", "14"), ("height", "14"), ("normalisation", "clahe"), ("mixup", "0.5"), ("cutmix", "0.5"), ("bend", "0.1"), ("blur", "1"), ("noise", "0.3"));
        Assert.Contains(said, message => message.StartsWith("Plan: width 14, height 14, normalisation clahe", StringComparison.Ordinal));
        Assert.Contains(outcome.Report.Plan, row => row is { Key: "mixup", Value: "0.5", Given: true });
        Assert.Contains("normalisation: clahe", File.ReadAllText(_folder["out/model/plan.yaml"]), StringComparison.Ordinal);
        Assert.Contains("<h2>Plan</h2>", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);
        var settings = ModelCard.Read(_folder["out/model"]).SettingsAs<ImageClassifierSettings>();
        Assert.Equal((14, 14, Labelsmith.Learning.Preprocessing.ImageNormalisation.Clahe), (settings.Width, settings.Height, settings.Input.Normalisation));
        Assert.All(outcome.Report.Epochs, epoch => Assert.True(double.IsFinite(epoch.TrainLoss)));
    }

    [Fact]
    public void A_key_that_decides_nothing_is_refused_before_training()
    {
        var bad = Assert.Throws<BadDataException>(() => Run("out", null, ("mixip", "0.5")));
        Assert.StartsWith("my.yaml, line 1: 'mixip' is not in this plan, which has width, height,", bad.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out/report.json"]));
    }

    [Fact]
    public void A_method_without_a_plan_says_so()
    {
        var data = Text.Mails.Read(Labelsmith.Domain.TaskKind.Classification);
        var bad = Assert.Throws<BadDataException>(() => LearningRun.Run(
            new LearningRequest { Data = data, Plan = new PlanFile("my.yaml", []), OutDirectory = _folder["out"] },
            cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("leave --plan out", bad.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private LearningOutcome Run(string to, Action<LearningProgress>? progress, params (string Key, string Value)[] plan)
    {
        var data = Samples.Read("fashion-mnist");
        return LearningRun.Run(
            new LearningRequest
            {
                Data = data with { Items = [.. data.Items.Where(item => item.IsLabelled)] },
                Plan = new PlanFile("my.yaml", [.. plan.Select((entry, i) => new PlanEntry(entry.Key, [entry.Value], i + 1))]),
                Epochs = 1,
                OutDirectory = _folder[to],
            },
            progress, TestContext.Current.CancellationToken);
    }
}
