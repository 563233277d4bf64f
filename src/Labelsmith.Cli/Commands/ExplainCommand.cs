using System.CommandLine;
using System.Text;
using System.Text.Json;
using Labelsmith.Cli.Data;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith explain</c>: why a classifier answers what it answers for one item.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var data = Options.Data();
        var from = Options.From();
        Options.CheckFormat(from, format => format is IDatasetFormat);
        var model = Options.Model();
        var item = new Option<string>("--item") { Description = "The item's id, as in predictions.jsonl.", HelpName = "ID", Required = true };
        var label = new Option<string?>("--class") { Description = "The class to explain. Default: the most probable one.", HelpName = "NAME" };
        var method = new Option<string?>("--method")
        {
            Description = $"How: {string.Join(", ", ExplainingMethods.All)}. Default: what suits the model.",
            HelpName = "M",
        };
        method.AcceptOnlyFromAmong([.. ExplainingMethods.All]);
        var outFile = new Option<string>("--out")
        {
            Description = "Receives a page to open in a browser, or where it ends in .json the numbers; - is standard output, as JSON.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command("explain", "Show why a classifier answers what it answers for one item.")
        {
            data, from, model, item, label, method, outFile,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(data), parsed.GetValue(from), parsed.GetRequiredValue(model), parsed.GetRequiredValue(item),
            parsed.GetValue(label), parsed.GetValue(method), parsed.GetRequiredValue(outFile), cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        string path, string? from, string modelPath, string id, string? label, string? method, string outFile, CancellationToken cancel)
    {
        using var explainer = Explainer.Load(ModelPath.Find(modelPath), method);
        var data = DatasetReader.Open(path, from);
        ModelPath.CheckMedium(modelPath, explainer.Card, path, data);
        var items = data.Items.ToDictionary(item => item.Id);
        if (!items.TryGetValue(id, out var item))
        {
            throw new BadDataException(
                $"There is no item '{id}' in '{path}': ids read like '{(data.Items is [var first, ..] ? first.Id : "")}' there.");
        }

        var explanation = await Task.Run(() => explainer.Explain(item, label, cancel), cancel);
        var isJson = outFile == "-" || outFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var text = isJson
            ? JsonSerializer.Serialize(explanation, DomainJson.Indented)
            : new ExplanationPage(data.Medium, items.GetValueOrDefault).Render(explanation, item);
        await OutFile.WriteAsync(outFile, async output => await output.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), cancel));
        Console.Error.WriteLine($"{explanation.Class}, {100 * explanation.Probability:0.0} % probable, explained by {explanation.Method}.");
        return ExitCode.Done;
    }
}
