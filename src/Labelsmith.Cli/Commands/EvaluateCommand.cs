using System.CommandLine;
using System.Text.Json;
using Labelsmith.Cli.Data;
using Labelsmith.Cli.Progress;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith evaluate</c>: compares predictions with truth, item by item.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var truth = Options.Data("TRUTH", "A folder or file of items with their true answers.");
        var predictions = Options.Data("PREDICTIONS", "A file of answers, such as predictions.jsonl. Where an item has both, the model's count.");
        var task = Options.Task();
        var from = Options.From();
        Options.CheckFormat(from, format => format is IDatasetFormat);
        var json = Options.Json();
        var command = new Command("evaluate", "Compare predictions with the truth; items are matched by id.")
        {
            truth, predictions, task, from, json,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(truth), parsed.GetRequiredValue(predictions), parsed.GetValue(task), parsed.GetValue(from),
            parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        string truthPath, string predictionsPath, TaskKind? task, string? from, bool json, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var truth = await TruthFile.OpenAsync(truthPath, from, task, faults, cancel);
        faults.AddRange(truth.Faults);
        var predictions = new List<ItemPrediction>();
        await foreach (var record in RecordFile.ReadAsync(predictionsPath, RecordFile.FindReader(predictionsPath), faults.Add, cancel))
        {
            if (record.Prediction is { } prediction)
            {
                predictions.Add(new ItemPrediction(record.Id, prediction.Answers, prediction.Score));
            }
            else if (record.Annotation is { } answers)
            {
                predictions.Add(new ItemPrediction(record.Id, answers, 1));
            }
        }

        var evaluation = AnswerEvaluator.Evaluate(truth, predictions, task);
        FaultList.Write(Console.Error, faults);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(EvaluationReport.Of(evaluation, task ?? truth.Task!.Value), DomainJson.Indented));
            return ExitCode.Done;
        }

        var result = evaluation.Result;
        MetricsTable.Write(Console.Out, result.Metrics, result.MetricsInterval);
        Console.Out.WriteLine();
        MetricsTable.WriteClasses(Console.Out, result.PerClass);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{result.ItemCount} items compared; intervals hold 95 % of resamples.");
        foreach (var note in evaluation.Notes)
        {
            CommandLine.Say(note);
        }

        return ExitCode.Done;
    }
}
