using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Tests.Evaluation;

public class SegmentationEvaluatorTests
{
    private static readonly string[] _classes = ["ground", "object"];

    [Fact]
    public void Counts_are_added_over_images_before_they_are_scored()
    {
        var evaluator = new SegmentationEvaluator(_classes, "ground");
        evaluator.Add("1", 4, 1, [0, 0, 1, 1], [0, 1, 1, 1]);
        evaluator.Add("2", 4, 1, [0, 0, 0, 0], [0, 0, 0, 0]);
        var metrics = evaluator.Finish().Metrics;
        Assert.Equal(7.0 / 8, metrics["accuracy"], 12);
        Assert.Equal((5.0 / 6 + 2.0 / 3) / 2, metrics["mean_iou"], 12);
        Assert.Equal(4.0 / 5, metrics["dice"], 12); // of the object
    }

    [Fact]
    public void Gives_the_metrics_of_the_contract()
    {
        var evaluator = new SegmentationEvaluator(_classes);
        evaluator.Add("1", 3, 2, [0, 0, 1, 0, 1, 1], [0, 0, 1, 0, 0, 1]);
        Assert.Equal(
            [
                "accuracy", "balanced_accuracy", "boundary_f1", "dice", "f1_macro", "hausdorff_95", "mean_iou", "precision_macro",
                "recall_macro",
            ],
            evaluator.Finish().Metrics.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pixels_without_meaning_count_for_nothing()
    {
        var evaluator = new SegmentationEvaluator(_classes);
        evaluator.Add("1", 4, 1, [0, 0, 1, 255], [0, 0, 1, 0]);
        var result = evaluator.Finish();
        Assert.Equal(1, result.Metrics["accuracy"]);
        Assert.Equal(1, result.Metrics["mean_iou"]);
        Assert.Equal([[2, 0], [0, 1]], result.ConfusionMatrix!);
    }

    [Fact]
    public void Pixels_without_an_answer_count_as_wrong()
    {
        var evaluator = new SegmentationEvaluator(_classes);
        evaluator.Add("1", 4, 1, [0, 0, 1, 1], [0, 0, 1, 255]);
        var result = evaluator.Finish();
        Assert.Equal(0.75, result.Metrics["accuracy"]);
        Assert.Equal(0.5, result.PerClass["object"]["iou"]);
        Assert.Equal(1, result.PerClass["object"]["precision"]);
    }

    [Theory]
    [InlineData("ground", 2.0 / 3)] // the object's: 1 shared, 1 + 2 pixels
    [InlineData("object", 4.0 / 5)] // the ground's
    [InlineData(null, 2.0 / 3)] // the rarer one's
    public void Of_two_classes_dice_is_that_of_the_foreground(string? background, double dice)
    {
        var evaluator = new SegmentationEvaluator(_classes, background);
        evaluator.Add("1", 4, 1, [0, 0, 0, 1], [0, 0, 1, 1]);
        Assert.Equal(dice, evaluator.Finish().Metrics["dice"], 12);
    }

    [Fact]
    public void A_missed_object_is_as_far_off_as_the_image_allows()
    {
        var evaluator = new SegmentationEvaluator(_classes, "ground");
        evaluator.Add("1", 4, 3, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], new byte[12]);
        var metrics = evaluator.Finish().Metrics;
        Assert.Equal(5, metrics["hausdorff_95"], 12);
        Assert.Equal(0, metrics["boundary_f1"]);
    }

    [Fact]
    public void The_interval_is_that_of_resampling_whole_images()
    {
        // the same images again and again: no image changes the result, so the interval is a point
        var evaluator = new SegmentationEvaluator(_classes);
        for (var i = 0; i < 5; i++)
        {
            evaluator.Add($"{i}", 4, 1, [0, 0, 1, 1], [0, 1, 1, 1]);
        }

        var result = evaluator.Finish();
        Assert.All(result.MetricsInterval.Values, interval => Assert.Equal(interval[0], interval[1], 12));
        Assert.Equal(result.Metrics["mean_iou"], result.MetricsInterval["mean_iou"][0], 12);
    }

    [Fact]
    public void The_worst_image_comes_first_and_names_its_worst_class()
    {
        var evaluator = new SegmentationEvaluator(_classes);
        evaluator.Add("good", 4, 1, [0, 0, 1, 1], [0, 0, 1, 1]);
        evaluator.Add("bad", 4, 1, [0, 0, 1, 1], [0, 0, 0, 0]);
        var worst = evaluator.Finish().WorstItems;
        Assert.Equal(["bad", "good"], worst.Select(item => item.Id));
        Assert.Equal("worst class object 0.000", worst[0].Predicted);
    }

    [Fact]
    public void Wrong_maps_are_refused()
    {
        var evaluator = new SegmentationEvaluator(_classes);
        Assert.Throws<ArgumentException>(() => evaluator.Add("1", 4, 1, [0, 0, 1], [0, 0, 1]));
        Assert.Contains("holds 7", Assert.Throws<ArgumentException>(() => evaluator.Add("1", 2, 1, [0, 7], [0, 0])).Message, StringComparison.Ordinal);
    }
}
