namespace Labelsmith.Cli.Tests;

/// <summary>What is not understood ends with 2, and with a sentence that helps.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("There is no command 'frobnicate'.", "frobnicate")]
    [InlineData("Option '--out' is required.", "autolabel", "data")]
    [InlineData("--task cannot be 'guessing': choose one of classification", "autolabel", "data", "--out", "x", "--task", "guessing")]
    [InlineData("--minutes needs a number above 0, not 'many'.", "autolabel", "data", "--out", "x", "--minutes", "many")]
    [InlineData("--labelled needs a whole number of at least 1, not '0'.", "autolabel", "data", "--out", "x", "--labelled", "0")]
    [InlineData("exclude each other", "train", "data", "--out", "x", "--labelled", "5", "--labelled-per-class", "2")]
    [InlineData("--from cannot be 'paper'", "predict", "data", "--model", "m", "--out", "x", "--from", "paper")]
    [InlineData("'luck' not recognized", "select", "data", "--strategy", "luck")]
    [InlineData("--to cannot be 'paper'", "convert", "a", "b", "--to", "paper")]
    [InlineData("not 'nowhere'", "serve", "--urls", "nowhere")]
    public async Task A_command_that_is_not_understood_ends_with_2(string sentence, params string[] arguments)
    {
        var finished = await LabelsmithProgram.RunAsync(arguments);
        Assert.Equal(2, finished.Code);
        Assert.Contains(sentence, finished.Errors, StringComparison.Ordinal);
        Assert.Contains("--help", finished.Errors, StringComparison.Ordinal);
        Assert.Empty(finished.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("autolabel", "--help")]
    [InlineData("--version")]
    public async Task Help_and_version_go_to_standard_output(params string[] arguments)
    {
        var finished = await LabelsmithProgram.RunAsync(arguments);
        Assert.Equal(0, finished.Code);
        Assert.NotEmpty(finished.Output);
        Assert.Empty(finished.Errors);
    }

    [Theory]
    [InlineData("formats", "native")]
    [InlineData("methods", "supervised")]
    [InlineData("models", "number-net")]
    public async Task A_catalogue_is_listed_for_people_and_as_json(string command, string key)
    {
        var forPeople = await LabelsmithProgram.RunAsync(command);
        Assert.Contains(key, forPeople.Output, StringComparison.Ordinal);

        var asJson = await LabelsmithProgram.RunAsync(command, "--json");
        using var rows = System.Text.Json.JsonDocument.Parse(asJson.Output);
        Assert.Contains(rows.RootElement.EnumerateArray(), row => row.GetProperty("key").GetString() == key);
    }
}
