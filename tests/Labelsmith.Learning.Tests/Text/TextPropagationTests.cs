using Labelsmith.Domain;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Text;

/// <summary>Labels that spread over a graph of real mails.</summary>
[Collection(TorchTests.Name)]
public sealed class TextPropagationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory, InlineData("poisson"), InlineData("label-propagation")]
    public void Unlabelled_mails_help_where_labels_are_few(string method)
    {
        var supervised = Learn("supervised", "supervised").Report;
        var outcome = Learn(method, "graph");
        Assert.Equal(supervised.LabelsUsed, outcome.Report.LabelsUsed);
        Assert.True(
            outcome.Report.Metrics["f1_macro"] > supervised.Metrics["f1_macro"],
            $"{outcome.Report.Metrics["f1_macro"]:0.000} is no more than {supervised.Metrics["f1_macro"]:0.000}.");
        Assert.Equal(outcome.Report.Counts.Unlabelled, outcome.Predictions.Count);
        Assert.Contains(outcome.Report.Notes, note => note.Contains("held back", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_gives_the_same_model()
    {
        Learn("poisson", "a");
        Learn("poisson", "b");
        Assert.Equal(File.ReadAllBytes(_folder["a/model/model.safetensors"]), File.ReadAllBytes(_folder["b/model/model.safetensors"]));
    }

    [Fact]
    public void A_cancelled_run_ends() =>
        Assert.ThrowsAny<OperationCanceledException>(() => LearningRun.Run(Request("poisson", "a"), null, new CancellationToken(canceled: true)));

    public void Dispose() => _folder.Dispose();

    private LearningOutcome Learn(string method, string to) =>
        LearningRun.Run(Request(method, to), cancellation: TestContext.Current.CancellationToken);

    /// <summary>Eight labels, 312 mails without, 80 to test on.</summary>
    private LearningRequest Request(string method, string to)
    {
        var mails = Mails.Read(TaskKind.Classification);
        return new LearningRequest
        {
            Data = mails with { Items = [.. mails.Items.Select(mail => mail with { Split = null })] },
            Method = method,
            LabelledPerClass = 4,
            OutDirectory = _folder[to],
        };
    }
}
