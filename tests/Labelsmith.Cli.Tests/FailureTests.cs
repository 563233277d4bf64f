namespace Labelsmith.Cli.Tests;

/// <summary>Bad data ends with 1 and one sentence: what, where, and what to do.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Data_that_is_not_there_is_named() =>
        await AssertRefusedAsync("nothing-here", "train", _scratch["nothing-here"], "--out", _scratch["out"]);

    [Fact]
    public async Task An_empty_folder_is_refused()
    {
        Directory.CreateDirectory(_scratch["empty"]);
        await AssertRefusedAsync("empty", "train", _scratch["empty"], "--out", _scratch["out"]);
    }

    [Fact]
    public async Task Data_without_labels_is_refused()
    {
        _scratch.Write("texts/a.txt", "one");
        _scratch.Write("texts/b.txt", "two");
        await AssertRefusedAsync("texts", "train", _scratch["texts"], "--out", _scratch["out"]);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_found_before_the_work() =>
        await AssertRefusedAsync("/proc/labelsmith", "train", LabelsmithProgram.Samples + "/mails", "--out", "/proc/labelsmith");

    [Theory]
    [InlineData("mixup: 0.5\nwidth: wide\n", "plan.yaml, line 2: 'width' needs a whole number")]
    [InlineData("# nothing else\nmixip: 0.5\n", "plan.yaml, line 2: 'mixip' is not in this plan")]
    [InlineData("width: 28\nwidths: [32, {a: b}]\n", "plan.yaml, line 2: 'widths' must be a value or a list of values")]
    [InlineData("width: 28\nwidth: 32\n", "plan.yaml, line 2")]
    [InlineData("- width\n", "plan.yaml, line 1: it is to be lines of")]
    public async Task A_plan_is_refused_by_line_and_key(string plan, string sentence) =>
        await AssertRefusedAsync(
            sentence, "train", LabelsmithProgram.Samples + "/fashion-mnist", "--plan", _scratch.Write("plan.yaml", plan), "--out", _scratch["out"]);

    [Fact]
    public async Task A_model_that_is_not_there_is_named() =>
        await AssertRefusedAsync(
            "no-model", "predict", LabelsmithProgram.Samples + "/mails", "--model", _scratch["no-model"], "--out", _scratch["p.jsonl"]);

    [Fact]
    public async Task A_description_without_its_model_is_named() =>
        await AssertRefusedAsync(
            "mine.onnx, of which", "predict", LabelsmithProgram.Samples + "/brain-mri", "--model", _scratch.Write("mine.yaml", "task: segmentation"), "--out", _scratch["p.jsonl"]);

    [Fact]
    public async Task Predictions_of_no_known_format_are_named()
    {
        var predictions = _scratch.Write("guesses.bin", "\0\u0001\u0002");
        await AssertRefusedAsync("guesses.bin", "evaluate", LabelsmithProgram.Samples + "/mails/evaluation/truth.jsonl", predictions);
    }

    [Fact]
    public async Task A_strict_conversion_writes_nothing_where_a_line_is_broken()
    {
        var broken = _scratch.Write("broken.jsonl", """
            {"id":"a","medium":"text","text":"fine"}
            {"id":"b","medium":
            """);
        await AssertRefusedAsync("broken.jsonl:2", "convert", broken, _scratch["out.csv"], "--to", "csv", "--strict");
        Assert.False(File.Exists(_scratch["out.csv"]));

        var lenient = await LabelsmithProgram.RunAsync("convert", broken, _scratch["out.csv"], "--to", "csv");
        Assert.Equal(0, lenient.Code);
        Assert.Contains("broken.jsonl:2", lenient.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch["out.csv"]));
    }

    public void Dispose() => _scratch.Dispose();

    private static async Task AssertRefusedAsync(string named, params string[] arguments)
    {
        var finished = await LabelsmithProgram.RunAsync(arguments);
        Assert.Equal(1, finished.Code);
        var last = finished.Sentences[^1];
        Assert.StartsWith("labelsmith: ", last, StringComparison.Ordinal);
        Assert.Contains(named, last, StringComparison.Ordinal);
        Assert.DoesNotContain("should not have happened", last, StringComparison.Ordinal);
        Assert.Empty(finished.Output);
    }
}
