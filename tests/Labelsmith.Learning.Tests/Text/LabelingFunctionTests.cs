using System.Diagnostics;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Text.Weak;

namespace Labelsmith.Learning.Tests.Text;

public sealed class LabelingFunctionTests : IDisposable
{
    private static readonly LabelingFunction[] _functions =
    [
        new() { Name = "answers quote", Label = "ham", Pattern = @"(?m)^>|^On .* wrote:" },
        new() { Name = "is an answer", Label = "ham", Pattern = "(?m)^Subject: (Re|Fwd):" },
        new() { Name = "money", Label = "spam", Pattern = @"(?i)\$ ?\d|\bfree\b|guarantee|money" },
        new() { Name = "click", Label = "spam", Pattern = "(?i)click (here|below)|unsubscribe" },
        new() { Name = "sellers", Label = "spam", Words = ["Dear Friend", "mortgage", "offer", "income"] },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("functions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rules_and_ten_labels_teach_more_than_ten_labels_alone()
    {
        var (alone, with) = (F1("supervised", null), F1("labeling-functions", _functions));
        Assert.True(with > alone + 0.05, $"macro F1 {with} with functions, {alone} by the labels alone");
    }

    [Fact]
    public void The_model_finds_out_how_far_to_trust_each_function_and_beats_a_vote_of_all()
    {
        const int classes = 3;
        double[] right = [0.95, 0.8, 0.5, 0.5, 0.5];
        var random = new Random(1);
        int[] truth = [.. Enumerable.Range(0, 4000).Select(_ => random.Next(classes))];
        int[][] votes = [.. right.Select(share => Array.ConvertAll(truth, label =>
            random.NextDouble() < 0.3 ? Voting.Abstain : random.NextDouble() < share ? label : (label + 1 + random.Next(classes - 1)) % classes))];
        var model = LabelModel.Fit(votes, [.. truth.Select((label, i) => i < 20 ? label : -1)], classes);
        Assert.All(right.Zip(model.Accuracies), pair => Assert.Equal(pair.First, pair.Second, 0.06));
        double Share(Func<int, int> guess) => Enumerable.Range(20, truth.Length - 20).Average(i => guess(i) == truth[i] ? 1.0 : 0);
        int Majority(int text) => Enumerable.Range(0, classes).MaxBy(label => votes.Count(own => own[text] == label));
        var (found, majority) = (Share(i => Array.IndexOf(model.Posteriors[i], model.Posteriors[i].Max())), Share(Majority));
        Assert.True(found > majority + 0.05, $"{found} by the model, {majority} by majority");
        Assert.Equal(1, model.Posteriors[5][truth[5]]);
    }

    [Fact]
    public void A_hostile_pattern_cannot_hold_a_run_up()
    {
        var text = new string('a', 5000) + "!";
        foreach (var pattern in (string[])["^(a+)+$", "^(?=a)(a+)+$"])
        {
            using var voting = Voting.Of(new LabelingFunction { Name = "hostile", Label = "b", Pattern = pattern }, ["a", "b"]);
            var start = Stopwatch.GetTimestamp();
            Assert.All(voting.Vote([.. Enumerable.Repeat(text, 30)], TestContext.Current.CancellationToken), vote => Assert.Equal(Voting.Abstain, vote));
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
            Assert.Equal(pattern.Contains("?=", StringComparison.Ordinal), voting.Complaint is not null);
        }
    }

    [Fact]
    public void Words_are_whole_words_in_any_language()
    {
        using var voting = Voting.Of(new LabelingFunction { Name = "words", Label = "b", Words = ["Fee", "mailing list", "股票"] }, ["a", "b"]);
        Assert.Equal([1, -1, 1, -1, 1], voting.Vote(
            ["a FEE!", "feel", "the Mailing  list", "list of mailing", "买股票了"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Unknown_labels_and_missing_functions_are_named()
    {
        Assert.Contains("'nobody'", Assert.Throws<BadDataException>(() => Voting.Of(new LabelingFunction { Name = "x", Label = "nobody", Pattern = "x" }, ["a"])).Message, StringComparison.Ordinal);
        Assert.Contains("--functions", Assert.Throws<BadDataException>(() => F1("labeling-functions", null)).Message, StringComparison.Ordinal);
    }

    private double F1(string method, IReadOnlyList<LabelingFunction>? functions)
    {
        var mails = Mails.Read(TaskKind.Classification);
        var request = new LearningRequest
        {
            Data = mails with { Items = [.. mails.Items.Select((item, i) => i % 2 == 0 && item.Split == Split.Test ? item with { Split = Split.Unlabelled, ReadTruth = null } : item)] },
            Labelled = 10,
            Method = method,
            Functions = functions,
            OutDirectory = Path.Combine(_folder, method),
            PredictPool = false,
        };
        return LearningRun.Run(request, null, TestContext.Current.CancellationToken).Report.Metrics["f1_macro"];
    }
}
