using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Methods.WholeItems;

/// <summary>Whole runs on numbers and sets of labels, of every medium.</summary>
[Collection(TorchTests.Name)]
public sealed class WholeItemRuns : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Brightness and pitch are all but read off; how many spans people mark in a mail can only be guessed at.</summary>
    [Theory, InlineData(Medium.Image, 0.5), InlineData(Medium.Text, 0.9), InlineData(Medium.Audio, 0.8)]
    public void Numbers_are_learned_and_their_intervals_hold_what_they_promise(Medium medium, double share)
    {
        var data = MeasuredItems.Numbers(medium);
        var outcome = Learn(data);
        var metrics = outcome.Report.Metrics;
        var said = string.Join(", ", metrics.Select(entry => $"{entry.Key} {entry.Value:0.000}"));
        Assert.True(metrics["mae"] < share * metrics["mae_constant"], said);
        Assert.True(metrics["r2"] > 0, said);
        Assert.True(metrics["interval_width"] < 4 * metrics["rmse_constant"], said);
        Assert.InRange(metrics["interval_coverage"], 0.75, 1); // 0.9 is meant; 50 to 80 items are tested on
        Assert.Empty(outcome.Report.Warnings);
        Assert.Contains("predicted: ", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);
        Assert.All(outcome.Predictions, prediction =>
        {
            var answer = Assert.Single(prediction.Answers);
            Assert.InRange(answer.Number!.Value, answer.Interval!.Low, answer.Interval.High);
            Assert.InRange(prediction.Score, 0, 1);
        });
        Assert.Equal(outcome.Predictions.Select(one => one.Answers[0].Number), Again(data).Select(one => one.Answers[0].Number));

        // what stands in the files says the same as the run itself
        var test = data.Items.Where(item => item.Split == Split.Test).ToList();
        using var predictor = Predictor.Load(_folder["out/model"]);
        var compared = AnswerEvaluator.Evaluate(data with { Items = test }, predictor.Predict(test, Stop), TaskKind.Regression).Result;
        Assert.Equal(metrics["mae"], compared.Metrics["mae"], 9);
        Assert.Equal(metrics["interval_coverage"], compared.Metrics["interval_coverage"], 9);
    }

    [Theory, InlineData(Medium.Image, 0.95), InlineData(Medium.Text, 0.8), InlineData(Medium.Audio, 0.9)]
    public void Sets_of_labels_are_learned_label_by_label(Medium medium, double least)
    {
        var data = MeasuredItems.Sets(medium);
        var outcome = Learn(data);
        var metrics = outcome.Report.Metrics;
        var said = string.Join(", ", metrics.Select(entry => $"{entry.Key} {entry.Value:0.000}"));
        Assert.True(metrics["f1_micro"] > least, said);
        Assert.True(metrics["mean_average_precision"] > least, said);
        Assert.Equal(data.Classes.Count, outcome.Report.PerClass.Count);
        Assert.Empty(outcome.Report.Warnings);
        Assert.Equal(outcome.Predictions.Select(Describe), Again(data).Select(Describe));

        var test = data.Items.Where(item => item.Split == Split.Test).ToList();
        using var predictor = Predictor.Load(_folder["out/model"]);
        Assert.Equal(data.Classes.Count, predictor.Card.Thresholds!.Count);
        var compared = AnswerEvaluator.Evaluate(data with { Items = test }, predictor.Predict(test, Stop), TaskKind.Multilabel).Result;
        Assert.Equal(metrics["f1_micro"], compared.Metrics["f1_micro"], 9);
        Assert.Equal(metrics["subset_accuracy"], compared.Metrics["subset_accuracy"], 9);
        Assert.DoesNotContain("mean_average_precision", compared.Metrics.Keys);

        static string Describe(Domain.Answers.ItemPrediction one) =>
            $"{one.ItemId} {one.Score} {string.Join(' ', one.Answers.Select(answer => $"{answer.Labels[0]} {answer.Score}"))}";
    }

    [Fact]
    public void Classification_of_items_with_several_labels_is_that_of_sets()
    {
        var data = MeasuredItems.Sets(Medium.Text);
        Assert.Equal(TaskKind.Multilabel, Learn(data, TaskKind.Classification).Report.Task);
    }

    [Fact]
    public void Labels_that_read_like_numbers_are_numbers_where_these_are_asked_for()
    {
        var data = MeasuredItems.Numbers(Medium.Text);
        var labelled = data.Items.Select(item => item.ReadTruth is not { } truth ? item : item with
        {
            ReadTruth = () => [new Domain.Answers.Answer { Id = "1", Control = "label", Labels = [$"{truth()[0].Number}"] }],
        });
        var outcome = Learn(data with { Task = TaskKind.Classification, Items = [.. labelled] }, TaskKind.Regression);
        Assert.Equal(Learn(data).Report.Metrics["mae"], outcome.Report.Metrics["mae"], 9);
    }

    [Theory]
    [InlineData(TaskKind.Regression, Medium.Image, "different numbers"), InlineData(TaskKind.Regression, Medium.Text, "different numbers")]
    [InlineData(TaskKind.Multilabel, Medium.Image, "same labels"), InlineData(TaskKind.Multilabel, Medium.Text, "same labels")]
    public void Where_all_items_say_the_same_there_is_nothing_to_learn(TaskKind task, Medium medium, string sentence)
    {
        var data = task == TaskKind.Regression ? MeasuredItems.Numbers(medium) : MeasuredItems.Sets(medium);
        var truth = data.Items[1].ReadTruth!();
        var same = data with { Items = [.. data.Items.Select(item => item.IsLabelled ? item with { ReadTruth = () => truth } : item)] };
        Assert.Contains(sentence, Assert.Throws<BadDataException>(() => Learn(same)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private LearningOutcome Learn(Dataset data, TaskKind? task = null) => LearningRun.Run(
        new LearningRequest { Data = data, Task = task, Epochs = data.Medium == Medium.Image ? 8 : 12, OutDirectory = _folder["out"] },
        cancellation: Stop);

    private List<Domain.Answers.ItemPrediction> Again(Dataset data)
    {
        using var predictor = Predictor.Load(_folder["out/model"]);
        return [.. predictor.Predict(data.Items.Where(item => item.Split == Split.Unlabelled), Stop)];
    }
}
