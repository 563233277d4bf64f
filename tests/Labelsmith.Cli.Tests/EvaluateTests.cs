using System.Text.Json;

namespace Labelsmith.Cli.Tests;

/// <summary>Metrics of small files, worked out by hand.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Three_of_four_classes_right_is_an_accuracy_of_three_quarters()
    {
        string[] truth = ["ham", "ham", "spam", "spam"];
        string[] guess = ["ham", "spam", "spam", "spam"];
        var report = await EvaluateAsync(
            truth.Select((label, i) => Line(i, "annotation", Choice(label))),
            guess.Select((label, i) => Line(i, "prediction", Choice(label, 0.75))));

        Assert.Equal("classification", report.GetProperty("task").GetString());
        Assert.Equal(0.75, Metric(report, "accuracy"), 12);
        Assert.Equal(0.75, Metric(report, "balanced_accuracy"), 12);
        Assert.Equal(((2.0 / 3) + 0.8) / 2, Metric(report, "f1_macro"), 12); // ham 2/3, spam 4/5
        Assert.Equal(0, Metric(report, "expected_calibration_error"), 12); // three quarters sure, three quarters right
        Assert.Equal(2, report.GetProperty("per_class").GetProperty("spam").GetProperty("support").GetDouble());
    }

    [Fact]
    public async Task A_mask_of_half_the_pixels_and_one_more_has_a_known_iou()
    {
        // 4 x 4: the truth is rows 0 and 1, the prediction rows 1 and 2
        var report = await EvaluateAsync(
            [Line(0, "annotation", Mask("cell", 0, 8, 8))], [Line(0, "prediction", Mask("cell", 4, 8, 4))], "--task", "segmentation");

        Assert.Equal(0.5, Metric(report, "accuracy"), 12);
        Assert.Equal(1.0 / 3, report.GetProperty("per_class").GetProperty("cell").GetProperty("iou").GetDouble(), 12);
        Assert.Equal(1.0 / 3, Metric(report, "mean_iou"), 12); // and the same for the background
        Assert.Equal(0.5, Metric(report, "dice"), 12);
    }

    [Fact]
    public async Task Pixels_that_are_unknown_are_not_compared()
    {
        // 4 x 4: row 0 is a cell, row 1 is not, the others nobody looked at; the prediction is right on 6 of these 8
        object[] strokes = [Mask("cell", 0, 4, 12), Mask("background", 4, 4, 8)];
        object[] guess = [Mask("cell", 0, 2, 6, 8), Mask("background", 2, 6, 8)];
        var report = await EvaluateAsync(
            ["""{"unmarked":"unknown",""" + Line(0, "annotation", strokes)[1..]], [Line(0, "prediction", guess)], "--task", "segmentation");

        Assert.Equal(0.75, Metric(report, "accuracy"), 12);
        Assert.Equal((0.5 + (4.0 / 6)) / 2, Metric(report, "mean_iou"), 12);
    }

    [Fact]
    public async Task Spans_count_where_start_end_and_type_agree()
    {
        var report = await EvaluateAsync(
            [Line(0, "annotation", Span("name", 0, 4), Span("place", 8, 12))],
            [Line(0, "prediction", Span("name", 0, 4), Span("place", 8, 11))], "--task", "tagging");
        Assert.Equal(0.5, Metric(report, "span_f1"), 12);
    }

    [Fact]
    public async Task What_could_not_be_matched_is_said()
    {
        var report = await EvaluateAsync(
            [Line(0, "annotation", Choice("ham")), Line(1, "annotation", Choice("ham"))],
            [Line(1, "prediction", Choice("ham", 1)), Line(2, "prediction", Choice("ham", 1))]);
        Assert.Equal(1, report.GetProperty("items").GetInt32());
        Assert.Equal("item-0", report.GetProperty("without_prediction")[0].GetString());
        Assert.Equal("item-2", report.GetProperty("without_truth")[0].GetString());
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<JsonElement> EvaluateAsync(IEnumerable<string> truth, IEnumerable<string> predictions, params string[] options)
    {
        var finished = await LabelsmithProgram.RunAsync(
        [
            "evaluate", _scratch.Write("truth.jsonl", string.Join('\n', truth)),
            _scratch.Write("predictions.jsonl", string.Join('\n', predictions)), "--json", .. options,
        ]);
        Assert.True(finished.Code == 0, finished.Errors);
        using var document = JsonDocument.Parse(finished.Output);
        return document.RootElement.Clone();
    }

    private static double Metric(JsonElement report, string key) => report.GetProperty("metrics").GetProperty(key).GetDouble();

    private static string Line(int number, string side, params object[] answers) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["id"] = $"item-{number}",
        ["medium"] = "text",
        ["text"] = $"text {number}",
        [side] = side == "annotation" ? answers : new { model = "test", score = 0.5, answers },
    });

    private static object Choice(string label) => new { id = "1", control = "label", labels = new[] { label } };

    private static object Choice(string label, double score) => new { id = "1", control = "label", labels = new[] { label }, score };

    private static object Mask(string label, params int[] counts) =>
        new { id = label, control = "regions", labels = new[] { label }, region = new { kind = "mask", width = 4, height = 4, counts } };

    private static object Span(string label, int start, int end) =>
        new { id = label, control = "regions", labels = new[] { label }, region = new { kind = "span", start, end } };
}
