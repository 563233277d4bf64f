using System.CommandLine;
using System.Diagnostics;
using Labelsmith.Cli.Data;
using Labelsmith.Cli.Progress;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Cli.Commands;

/// <summary>What <c>autolabel</c> and <c>train</c> share.</summary>
internal static class LearnCommand
{
    public static Command Create(string name, string description, string outDescription, bool predictPool)
    {
        var data = Options.Data();
        var task = Options.Task();
        var from = Options.From();
        Options.CheckFormat(from, format => format is IDatasetFormat);
        var labels = Options.Labels();
        var labelled = Options.Count("--labelled", "Keep only N labels; the other labelled items count as unlabelled.");
        var perClass = Options.Count("--labelled-per-class", "As --labelled, for each class.");
        var test = new Option<string?>("--test")
        {
            Description = "Items to test on. Default: the data's own test part, else a fifth of the labelled items.",
            HelpName = "DATA",
        };
        var folds = Options.Count("--folds", "Test by cross-validation instead: every labelled item is tested on once, by one of N models that did not see it.", least: 2);
        var method = new Option<string>("--method")
        {
            Description = "How to learn: a key of 'labelsmith methods', or auto: the best of those that suit the data, as labels held back tell.",
            HelpName = "M",
            DefaultValueFactory = _ => MethodCatalog.Automatic,
        };
        var functions = new Option<string?>("--functions")
        {
            Description = "Rules of thumb for the method labeling-functions, in a YAML file.",
            HelpName = "FILE",
        };
        var plan = new Option<string?>("--plan")
        {
            Description = "A YAML file of what is to be otherwise than the data suggests: keys of the plan.yaml that lies beside a model.",
            HelpName = "FILE",
        };
        var architecture = new Option<string?>("--architecture")
        {
            Description = "The network that the method trains: a key that 'labelsmith models' lists for the task. Default: the first of them.",
            HelpName = "KEY",
        };
        var minutes = Options.Minutes();
        var seed = Options.Count("--seed", "The same seed on the same data and machine gives the same model. Default: 0.", least: 0);
        var device = new Option<string>("--device") { Description = "Where to compute.", DefaultValueFactory = _ => "cpu" };
        device.AcceptOnlyFromAmong("cpu", "cuda");
        var precision = new Option<Precision>("--precision")
        {
            Description = "What convolutions are trained in: full is float32, mixed is bfloat16 with float32 weights, auto is mixed where the processor is fast at it.",
            DefaultValueFactory = _ => Precision.Auto,
        };
        var outFolder = new Option<string>("--out") { Description = outDescription, HelpName = "DIR", Required = true };
        var json = Options.Json("Write report.json to standard output too, instead of a summary.");

        var command = new Command(name, description)
        {
            data, task, from, labels, labelled, perClass, test, folds, method, architecture, functions, plan, minutes, seed, device, precision, outFolder, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(labelled) is not null && result.GetResult(perClass) is not null)
            {
                result.AddError("--labelled and --labelled-per-class exclude each other.");
            }

            if (result.GetResult(test) is not null && result.GetResult(folds) is not null)
            {
                result.AddError("--test and --folds exclude each other: with folds every labelled item is tested on.");
            }
        });
        command.SetAction((parsed, cancel) => RunAsync(
            () => new LearningRequest
            {
                Data = Open(parsed.GetRequiredValue(data), parsed.GetValue(from), parsed.GetValue(labels), cancel),
                Task = parsed.GetValue(task),
                Method = parsed.GetRequiredValue(method),
                Architecture = parsed.GetValue(architecture),
                Test = parsed.GetValue(test) is { } path ? DatasetReader.Open(path, parsed.GetValue(from)) : null,
                Folds = parsed.GetValue(folds),
                Functions = parsed.GetValue(functions) is { } file ? LabelingFunctionsYaml.Read(file) : null,
                Plan = parsed.GetValue(plan) is { } planFile ? PlanFileReader.Read(planFile) : null,
                Labelled = parsed.GetValue(labelled),
                LabelledPerClass = parsed.GetValue(perClass),
                Seed = parsed.GetValue(seed) ?? 0,
                Device = parsed.GetRequiredValue(device),
                Precision = parsed.GetValue(precision),
                OutDirectory = OutFolder.Create(parsed.GetRequiredValue(outFolder)),
                PredictPool = predictPool,
            },
            parsed.GetValue(minutes),
            parsed.GetValue(json),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(Func<LearningRequest> prepare, double? minutes, bool json, CancellationToken cancel)
    {
        using var display = new ProgressDisplay(Console.Error, isTerminal: !Console.IsErrorRedirected, TimeProvider.System);
        LearningRequest? request = null;

        // Reading and learning are synchronous, and long: Ctrl-C is answered meanwhile.
        var outcome = await Task.Run(
            () =>
            {
                request = prepare();
                request = request with { Budget = Left(minutes) };
                return LearningRun.Run(request, display.Show, cancel);
            },
            CancellationToken.None);
        display.Clear();

        var predictions = request!.PredictPool ? Path.Combine(request.OutDirectory, "predictions.jsonl") : null;
        if (predictions is not null)
        {
            await PredictionFile.WriteAsync(predictions, request, outcome, cancel);
        }

        FaultList.Write(Console.Error, outcome.Faults);
        var report = await File.ReadAllTextAsync(Path.Combine(request.OutDirectory, "report.json"), cancel);
        if (json)
        {
            Console.Out.WriteLine(report);
        }
        else
        {
            RunSummary.Write(Console.Out, request, outcome);
        }

        return ExitCode.Done;
    }

    /// <param name="labels">A file of labels that lie apart from the data; null: there is none.</param>
    internal static Dataset Open(string path, string? from, string? labels, CancellationToken cancel)
    {
        var data = DatasetReader.Open(path, from);
        return labels is null ? data : LabelFile.Apply(data, labels, cancel);
    }

    /// <summary>Start-up and reading count too: the user's clock began with the process.</summary>
    private static TimeSpan? Left(double? minutes)
    {
        if (minutes is not { } bound)
        {
            return null;
        }

        using var process = Process.GetCurrentProcess();
        var spent = TimeProvider.System.GetLocalNow() - new DateTimeOffset(process.StartTime);
        var left = TimeSpan.FromMinutes(bound) - spent;
        return left > TimeSpan.Zero
            ? left
            : throw new BadDataException($"Reading the data took all of --minutes {bound}: allow more than {spent.TotalMinutes:0.0} minutes.");
    }
}
