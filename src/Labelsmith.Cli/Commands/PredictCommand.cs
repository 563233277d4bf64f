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
        var model = new Option<string>("--model")
        {
            Description = "The folder model/ of a run, the model.onnx in it, or the ONNX file of another image classifier, with its classes one a line in NAME.labels.txt.",
            HelpName = "DIR|FILE",
            Required = true,
        };
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
        using var predictor = Predictor.Load(FindModel(modelPath));
        var data = DatasetReader.Open(path, from);
        var card = predictor.Card;
        if (data.Medium != card.Medium)
        {
            throw new BadDataException(
                $"'{path}' holds {Word(data.Medium)} items, but '{modelPath}' was trained on {Word(card.Medium)} items: choose another model.");
        }

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

    /// <summary>People name the run's folder, the model's, or a file in it: all of them are clear. An ONNX file without a card beside it is
    /// somebody else's model.</summary>
    internal static string FindModel(string path)
    {
        if (File.Exists(path) && path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            && !File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ModelCard.FileName)))
        {
            return path;
        }

        var folder = File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        var inRun = Path.Combine(folder, "model");
        return !Directory.Exists(folder) ? throw new BadDataException($"There is no model '{path}': check the path.")
            : !File.Exists(Path.Combine(folder, ModelCard.FileName)) && Directory.Exists(inRun) ? inRun
            : folder;
    }

    private static string Word<T>(T name) where T : struct, Enum => name.ToString().ToLowerInvariant();
}
