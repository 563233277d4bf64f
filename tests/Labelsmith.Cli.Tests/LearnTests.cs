using System.Text.Json;

namespace Labelsmith.Cli.Tests;

/// <summary>The engine through the program, on the samples.</summary>
public sealed class LearnTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Mails_are_labelled_predicted_and_evaluated()
    {
        var mails = Path.Combine(LabelsmithProgram.Samples, "mails");
        var learned = await LabelsmithProgram.RunAsync("autolabel", mails, "--minutes", "1", "--out", _scratch["run"], "--json");
        Assert.True(learned.Code == 0, learned.Errors);
        using var report = JsonDocument.Parse(learned.Output);
        Assert.Equal("classification", report.RootElement.GetProperty("task").GetString());
        Assert.Equal(340, File.ReadLines(_scratch["run/predictions.jsonl"]).Count() - 1); // a header, then the pool
        Assert.All(
            (string[])["model/model.json", "model/model.onnx", "report.json", "report.html"],
            file => Assert.True(File.Exists(Path.Combine(_scratch["run"], file)), $"{file} is missing."));

        var evaluated = await LabelsmithProgram.RunAsync(
            "evaluate", Path.Combine(mails, "evaluation", "truth.jsonl"), _scratch["run/predictions.jsonl"], "--task", "classification", "--json");
        using var metrics = JsonDocument.Parse(evaluated.Output);
        Assert.InRange(metrics.RootElement.GetProperty("metrics").GetProperty("f1_macro").GetDouble(), 0.8, 1);

        var predicted = await LabelsmithProgram.RunAsync("predict", mails, "--model", _scratch["run"], "--out", _scratch["all.jsonl"]);
        Assert.True(predicted.Code == 0, predicted.Errors);
        Assert.Equal(400, File.ReadLines(_scratch["all.jsonl"]).Count() - 1);

        var selected = await LabelsmithProgram.RunAsync("select", mails, "--model", _scratch["run"], "--strategy", "margin", "--count", "5", "--json");
        Assert.True(selected.Code == 0, selected.Errors);
        using var rows = JsonDocument.Parse(selected.Output);
        Assert.Equal([1, 2, 3, 4, 5], rows.RootElement.EnumerateArray().Select(row => row.GetProperty("rank").GetInt32()));
        Assert.All(rows.RootElement.EnumerateArray(), row => Assert.Equal("margin", row.GetProperty("strategy").GetString()));
        await ExplainAsync(mails);
    }

    [Fact]
    public async Task Without_a_model_items_to_begin_with_are_selected()
    {
        var selected = await LabelsmithProgram.RunAsync("select", Path.Combine(LabelsmithProgram.Samples, "fashion-mnist"), "--count", "3");
        Assert.True(selected.Code == 0, selected.Errors);
        var lines = selected.Output.Trim().Split('\n');
        Assert.Equal("rank\tid\tvalue\treason", lines[0]);
        Assert.Equal(3, lines[1..].Select(line => line.Split('\t')[1]).Distinct().Count());
        Assert.All(lines[1..], line => Assert.StartsWith("pool-", line.Split('\t')[1], StringComparison.Ordinal));

        var refused = await LabelsmithProgram.RunAsync("select", Path.Combine(LabelsmithProgram.Samples, "mails"), "--strategy", "entropy");
        Assert.Equal(1, refused.Code);
        Assert.Contains("there is none yet", refused.Errors, StringComparison.Ordinal);
    }

    private async Task ExplainAsync(string mails)
    {
        using var first = JsonDocument.Parse(File.ReadLines(_scratch["run/predictions.jsonl"]).Skip(1).First());
        var id = first.RootElement.GetProperty("id").GetString()!;
        var page = await LabelsmithProgram.RunAsync("explain", mails, "--model", _scratch["run"], "--item", id, "--out", _scratch["why.html"]);
        Assert.True(page.Code == 0, page.Errors);
        Assert.Contains("Because it looks like these", File.ReadAllText(_scratch["why.html"]), StringComparison.Ordinal);

        var numbers = await LabelsmithProgram.RunAsync("explain", mails, "--model", _scratch["run"], "--item", id, "--class", "spam", "--out", "-");
        using var explanation = JsonDocument.Parse(numbers.Output);
        Assert.Equal("spam", explanation.RootElement.GetProperty("class").GetString());
        Assert.NotEmpty(explanation.RootElement.GetProperty("words").EnumerateArray());

        var unknown = await LabelsmithProgram.RunAsync("explain", mails, "--model", _scratch["run"], "--item", "nobody", "--out", "-");
        Assert.Equal(1, unknown.Code);
        Assert.Contains("no item 'nobody'", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wall_time_is_kept()
    {
        var start = TimeProvider.System.GetTimestamp();
        var finished = await LabelsmithProgram.RunAsync(
            "train", Path.Combine(LabelsmithProgram.Samples, "fashion-mnist"), "--minutes", "0.5", "--out", _scratch["run"]);
        Assert.True(finished.Code == 0, finished.Errors);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 40);
        Assert.False(File.Exists(_scratch["run/predictions.jsonl"]));
    }

    [Fact]
    public async Task Labels_may_lie_apart_from_the_items()
    {
        string[] wordsA = ["sun", "beach", "sea", "sand"], wordsB = ["snow", "ice", "frost", "cold"];
        var labels = new List<string>();
        for (var i = 0; i < 24; i++)
        {
            var words = i % 2 == 0 ? wordsA : wordsB;
            _scratch.Write($"texts/{i:00}.txt", $"{words[i / 2 % 4]} and {words[((i / 2) + 1) % 4]} on day {i}");
            labels.Add($"{i:00}.txt,{(i % 2 == 0 ? "summer" : "winter")}");
        }

        var file = _scratch.Write("labels.csv", "id,label\n" + string.Join('\n', labels));
        var finished = await LabelsmithProgram.RunAsync(
            "train", _scratch["texts"], "--labels", file, "--minutes", "0.5", "--out", _scratch["run"], "--json");
        Assert.True(finished.Code == 0, finished.Errors);
        using var report = JsonDocument.Parse(finished.Output);
        Assert.Equal(["summer", "winter"], report.RootElement.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!).Order());
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_with_130()
    {
        using var running = LabelsmithProgram.Start(
            "train", Path.Combine(LabelsmithProgram.Samples, "fashion-mnist"), "--out", _scratch["run"]);
        await running.UntilAsync("train ");
        await running.InterruptAsync();
        var finished = await running.EndAsync();
        Assert.Equal(130, finished.Code);
        Assert.StartsWith("labelsmith: cancelled", finished.Sentences[^1], StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();
}
