using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Tests.Evaluation;

public class AnswerEvaluatorTests
{
    [Fact]
    public void Choices_are_matched_by_id_in_any_order()
    {
        var truth = Data(TaskKind.Classification, ("1", [Choice("ham")]), ("2", [Choice("spam")]), ("3", [Choice("ham")]));
        var evaluation = AnswerEvaluator.Evaluate(
            truth, [Predict("3", Choice("ham", .9)), Predict("1", Choice("ham", .8)), Predict("2", Choice("ham", .6))]);
        Assert.Equal(2.0 / 3, evaluation.Result.Metrics["accuracy"], 12);
        Assert.Empty(evaluation.Notes);
        Assert.Equal([[2, 0], [1, 0]], evaluation.Result.ConfusionMatrix!);
    }

    [Fact]
    public void What_cannot_be_matched_is_said_and_counts_for_nothing()
    {
        var truth = Data(TaskKind.Classification, ("1", [Choice("ham")]), ("2", [Choice("spam")]));
        var evaluation = AnswerEvaluator.Evaluate(truth, [Predict("1", Choice("ham")), Predict("9", Choice("ham"))]);
        Assert.Equal(["2"], evaluation.WithoutPrediction);
        Assert.Equal(["9"], evaluation.WithoutTruth);
        Assert.Equal(1, evaluation.Result.ItemCount);
        Assert.Equal(2, evaluation.Notes.Count);
    }

    [Fact]
    public void When_nothing_matches_the_message_shows_an_id_of_each_side()
    {
        var truth = Data(TaskKind.Classification, ("a/1.png", [Choice("ham")]));
        var failure = Assert.Throws<BadDataException>(() => AnswerEvaluator.Evaluate(truth, [Predict("1.png", Choice("ham"))]));
        Assert.Contains("'a/1.png'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'1.png'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_truth_does_not_know_is_simply_wrong()
    {
        var evaluation = AnswerEvaluator.Evaluate(
            Data(TaskKind.Classification, ("1", [Choice("ham")])), [Predict("1", Choice("eggs"))]);
        Assert.Equal(0, evaluation.Result.Metrics["accuracy"]);
        Assert.Equal(["ham", "spam", "eggs"], evaluation.Result.Classes);
    }

    [Fact]
    public void The_surest_of_several_predicted_classes_counts()
    {
        var evaluation = AnswerEvaluator.Evaluate(
            Data(TaskKind.Classification, ("1", [Choice("spam")])), [Predict("1", Choice("ham", .2), Choice("spam", .8))]);
        Assert.Equal(1, evaluation.Result.Metrics["accuracy"]);
    }

    [Fact]
    public void Truth_of_two_classes_is_left_out_and_named()
    {
        var truth = Data(TaskKind.Classification, ("1", [Choice("ham"), Choice("spam")]), ("2", [Choice("ham")]));
        var evaluation = AnswerEvaluator.Evaluate(truth, [Predict("1", Choice("ham")), Predict("2", Choice("ham"))]);
        Assert.Equal("1", Assert.Single(evaluation.Faults).Where);
        Assert.Equal(1, evaluation.Result.ItemCount);
    }

    [Fact]
    public void Masks_are_painted_and_compared_pixel_by_pixel()
    {
        var truth = Data(TaskKind.Segmentation, ("1", [Region(new Mask(4, 1, [2, 2]), "spam")])) with { Background = "ham" };
        var evaluation = AnswerEvaluator.Evaluate(truth, [Predict("1", Region(new Box(1, 0, 3, 1), "spam"))]);
        Assert.Equal(2.0 / 3, evaluation.Result.PerClass["spam"]["iou"], 12);
    }

    [Fact]
    public void A_mask_of_another_size_is_named_and_the_others_are_compared()
    {
        var truth = Data(
            TaskKind.Segmentation, ("1", [Region(new Mask(4, 1, [2, 2]), "spam")]), ("2", [Region(new Mask(4, 1, [2, 2]), "spam")]))
            with
        { Background = "ham" };
        var evaluation = AnswerEvaluator.Evaluate(
            truth, [Predict("1", Region(new Mask(5, 1, [2, 3]), "spam")), Predict("2", Region(new Mask(4, 1, [2, 2]), "spam"))]);
        Assert.Equal("1", Assert.Single(evaluation.Faults).Where);
        Assert.Equal(1, evaluation.Result.Metrics["mean_iou"]);
    }

    [Fact]
    public void Spans_that_are_all_the_words_are_measured_as_words()
    {
        static DataItem Words(string id, string text, params int[] ends) => new(id, new TextSource(text))
        {
            Split = id == "known" ? Split.Train : Split.Test,
            ReadTruth = () => [.. ends.Select((end, i) => Region(new TextSpan(i == 0 ? 0 : ends[i - 1], end), "word"))],
        };
        var truth = Data(TaskKind.Tagging) with { Items = [Words("known", "今天天气", 2, 4), Words("1", "今天下雨了", 2, 4, 5)], Classes = ["word"] };
        var guess = Predict("1", Region(new TextSpan(0, 2), "word"), Region(new TextSpan(2, 4), "word"));
        var metrics = AnswerEvaluator.Evaluate(truth, [guess]).Result.Metrics;
        Assert.Equal(0.8, metrics["word_f1"], 12); // 2 of 3, and no other
        Assert.Equal(0.5, metrics["word_oov_recall"], 12); // 下雨 of 下雨, 了
        var gap = truth with { Items = [truth.Items[1] with { ReadTruth = () => [Region(new TextSpan(0, 2), "word")] }] };
        Assert.DoesNotContain("word_f1", AnswerEvaluator.Evaluate(gap, [guess]).Result.Metrics.Keys);
    }

    [Fact]
    public void Spans_count_when_start_end_and_label_agree()
    {
        var truth = Data(TaskKind.Tagging, ("1", [Region(new TextSpan(0, 3), "ham"), Region(new TextSpan(5, 9), "spam")]));
        var seen = new List<ComparedItem>();
        var evaluation = AnswerEvaluator.Evaluate(
            truth, [Predict("1", Region(new TextSpan(0, 3), "ham"), Region(new TextSpan(5, 9), "ham"))], compared: seen.Add);
        Assert.Equal(0.5, evaluation.Result.Metrics["span_f1"]);
        Assert.Equal(0.5, Assert.Single(seen).Score);
    }

    [Fact]
    public void Broken_truth_is_named()
    {
        var broken = new DataItem("2", new TextSource("")) { ReadTruth = () => throw new BadItemException(new Fault("2", "Torn.")) };
        var data = Data(TaskKind.Classification, ("1", [Choice("ham")]));
        var evaluation = AnswerEvaluator.Evaluate(
            data with { Items = [.. data.Items, broken] }, [Predict("1", Choice("ham")), Predict("2", Choice("ham"))]);
        Assert.Equal(["2: Torn."], evaluation.Notes);
    }

    [Fact]
    public void Boxes_are_compared_as_coco_does_and_other_regions_by_the_boxes_around_them()
    {
        var truth = Data(TaskKind.Detection, ("1", [Region(new Box(0, 0, 10, 10), "ham"), Region(new Box(50, 50, 10, 10), "ham")]), ("2", []));
        var seen = new List<ComparedItem>();
        var evaluation = AnswerEvaluator.Evaluate(
            truth,
            [
                Predict("1", Region(new Polygon([new(0, 0), new(10, 0), new(0, 10)]), "ham") with { Score = 0.9 },
                    Region(new Box(80, 80, 10, 10), "ham") with { Score = 0.8 }, Region(new Box(50, 50, 10, 10), "ham") with { Score = 0.7 }),
                Predict("2"),
            ],
            compared: seen.Add);
        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, evaluation.Result.Metrics["map_50"], 12);
        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, evaluation.Result.PerClass["ham"]["ap_50_95"], 12);
        Assert.Equal((2.0 / 3, 1.0), (evaluation.Result.PerClass["ham"]["precision"], evaluation.Result.PerClass["ham"]["recall"]));
        Assert.False(evaluation.Result.PerClass.ContainsKey("spam")); // nothing of it to find
        Assert.True(double.IsNaN(seen[1].Score)); // nothing there, nothing found
    }

    [Fact]
    public void Segments_of_recordings_are_compared_by_type_and_time()
    {
        var evaluation = AnswerEvaluator.Evaluate(
            Data(TaskKind.Segments, ("1", [Region(new SoundSegment(0, 1), "ham"), Region(new SoundSegment(2, 4), "spam")])),
            [Predict("1", Region(new SoundSegment(0, 1), "ham"), Region(new SoundSegment(2, 4), "ham"))]);
        Assert.Equal(0.5, evaluation.Result.Metrics["segment_f1"], 12);
        Assert.Equal(1 / 3.0, evaluation.Result.Metrics["time_f1"], 12);
    }

    [Fact]
    public void A_task_that_nobody_names_is_asked_for_in_a_sentence() => Assert.Contains(
        "--task",
        Assert.Throws<BadDataException>(() => AnswerEvaluator.Evaluate(
            Data(TaskKind.Classification, ("1", [Choice("ham")])) with { Task = null }, [Predict("1", Choice("ham"))])).Message,
        StringComparison.Ordinal);

    private static Dataset Data(TaskKind task, params (string Id, Answer[] Answers)[] items) => new()
    {
        Name = "truth",
        Medium = Medium.Text,
        Task = task,
        Classes = ["ham", "spam"],
        Items = [.. items.Select(item => new DataItem(item.Id, new TextSource("")) { ReadTruth = () => item.Answers })],
    };

    private static Answer Choice(string label, double? score = null) =>
        new() { Id = "a", Control = "label", Labels = [label], Score = score };

    private static Answer Region(Region region, string label) =>
        new() { Id = "a", Control = "regions", Labels = [label], Region = region };

    private static ItemPrediction Predict(string id, params Answer[] answers) => new(id, answers, 1);
}
