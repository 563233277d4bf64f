using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Tests.Text;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Tests.Methods.Automatic;

/// <summary>A choice among methods, on real mails with few labels.</summary>
[Collection(TorchTests.Name)]
public sealed class AutomaticChoiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_no_worse_than_the_labels_alone_and_says_what_it_tried()
    {
        var supervised = Learn("supervised").Report;
        var outcome = Learn(MethodCatalog.Automatic);
        var note = Assert.Single(outcome.Report.Notes, note => note.Contains("chosen automatically", StringComparison.Ordinal));
        Assert.StartsWith($"Method: '{outcome.Report.Method}'", note, StringComparison.Ordinal);
        Assert.All(["supervised 0.", "label-propagation 0.", "poisson 0."], said => Assert.Contains(said, note, StringComparison.Ordinal));
        Assert.Equal(outcome.Report.Counts.Unlabelled, outcome.Predictions.Count);
        Assert.False(Directory.Exists(_folder["auto/checkpoint"]));
        Assert.True(
            outcome.Report.Metrics["f1_macro"] >= supervised.Metrics["f1_macro"],
            $"{outcome.Report.Metrics["f1_macro"]:0.000} is less than {supervised.Metrics["f1_macro"]:0.000}. {note}");
    }

    [Fact]
    public void A_method_that_misleads_is_not_chosen()
    {
        var context = Context();
        Choose(context, new Candidate("supervised", new TextClassification()), new Candidate("hurting", new Hurting()));
        Assert.Equal("supervised", context.MethodKey);
        Choose(context, new Candidate("hurting", new Hurting()), new Candidate("other", new TextClassification()));
        Assert.Equal("other", context.MethodKey);
    }

    [Fact]
    public void A_method_that_fails_is_left_out_with_its_reason()
    {
        var context = Context();
        Choose(context, new Candidate("supervised", new TextClassification()), new Candidate("failing", new Failing()));
        Assert.Equal("supervised", context.MethodKey);
        Assert.Contains("'failing' could not be tried: There is no wind.", context.Notes);
    }

    [Fact]
    public void One_label_a_class_cannot_be_held_back() =>
        Assert.Equal("poisson", Learn(MethodCatalog.Automatic, labelledPerClass: 1).Report.Method);

    public void Dispose() => _folder.Dispose();

    private LearningOutcome Learn(string method, int labelledPerClass = 4) =>
        LearningRun.Run(Request(method) with { LabelledPerClass = labelledPerClass }, cancellation: Stop);

    private LearningRequest Request(string method)
    {
        var mails = ShortMails();
        return new LearningRequest
        {
            Data = mails with { Items = [.. mails.Items.Select(mail => mail with { Split = null })] },
            Method = method,
            OutDirectory = _folder[method],
        };
    }

    private LearningContext Context()
    {
        Directory.CreateDirectory(_folder["model"]);
        return new LearningContext
        {
            Request = Request(MethodCatalog.Automatic),
            MethodKey = "",
            Clock = new RunClock(null, TimeProvider.System),
            ModelDirectory = _folder["model"],
            CheckpointDirectory = _folder["checkpoint"],
            Cancellation = Stop,
            Progress = _ => { },
        };
    }

    /// <summary>Their beginnings: enough to compare methods by, and learned in a fraction of the time.</summary>
    private static Dataset ShortMails()
    {
        var mails = Mails.Read(TaskKind.Classification);
        return mails with { Items = [.. mails.Items.Select(mail => mail with { Source = new TextSource(Beginning(mail)) })] };

        static string Beginning(DataItem mail) => TextContent.Read(mail) is var text && text.Length > 300 ? text[..300] : text;
    }

    private static void Choose(LearningContext context, params Candidate[] candidates)
    {
        var data = ShortMails();
        var labelled = data.Items.Where(item => item.Split == Split.Train).ToList();
        var pool = data.Items.Except(labelled).Select(item => item with { ReadTruth = null });
        new AutomaticChoice(TaskKind.Classification, context).Learn(candidates, new LearningSet(labelled, [], [.. pool], data.Classes));
    }

    /// <summary>Learns ham as spam and spam as ham.</summary>
    private sealed class Hurting : ILearner
    {
        private readonly TextClassification _learner = new();

        public TaskKind Task => _learner.Task;

        public Medium Medium => _learner.Medium;

        public Trial Trial => _learner.Trial;

        public void Learn(LearningSet items, LearningContext context) =>
            _learner.Learn(items with { Train = [.. items.Train.Select(Lie)], Validation = [.. items.Validation.Select(Lie)] }, context);

        private static DataItem Lie(DataItem item)
        {
            var truth = item.ReadTruth!();
            return item with { ReadTruth = () => [.. truth.Select(answer => answer with { Labels = [answer.Labels[0] == "ham" ? "spam" : "ham"] })] };
        }
    }

    private sealed class Failing : ILearner
    {
        public TaskKind Task => TaskKind.Classification;

        public Medium Medium => Medium.Text;

        public Trial Trial => Trial.HeldBack;

        public void Learn(LearningSet items, LearningContext context) => throw new BadDataException("There is no wind.");
    }
}
