using System.CommandLine;
using Labelsmith.Cli.Data;
using Labelsmith.Cli.Progress;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith predict</c>: answers of a model for every item.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var data = Options.Data();
        var from = Options.From();
        Options.CheckFormat(from, format => format is IDatasetFormat);
        var model = Options.Model();
        var outFile = new Option<string>("--out")
        {
            Description = "Receives the predictions in the native format; - is standard output.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command("predict", "Let a model answer for every item.") { data, from, model, outFile };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(data), parsed.GetValue(from), parsed.GetRequiredValue(model), parsed.GetRequiredValue(outFile), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? from, string modelPath, string outFile, CancellationToken cancel)
    {
        using var display = new ProgressDisplay(Console.Error, isTerminal: !Console.IsErrorRedirected, TimeProvider.System);
        using var predictor = Predictor.Load(ModelPath.Find(modelPath));
        var data = DatasetReader.Open(path, from);
        var card = predictor.Card;
        ModelPath.CheckMedium(modelPath, card, path, data);

        var faults = new List<Fault>(data.Faults);
        predictor.Skipped = faults.Add;
        var name = $"{card.Provenance.Data}/{card.Provenance.Method}/seed-{card.Provenance.Seed}";
        var items = data.Items.ToDictionary(item => item.Id);
        var done = 0;
        IEnumerable<ItemRecord> Records()
        {
            foreach (var prediction in predictor.Predict(data.Items, cancel))
            {
                display.Show(new LearningProgress(LearningStage.Predict, (double)++done / data.Items.Count));
                yield return PredictionFile.ToRecord(items[prediction.ItemId], data.Medium, name, prediction);
            }
        }

        await PredictionFile.WriteAsync(outFile, data with { Classes = card.Classes }, Records(), cancel);
        display.Clear();
        FaultList.Write(Console.Error, faults);
        Console.Error.WriteLine($"{done} items predicted.");
        return ExitCode.Done;
    }
}
