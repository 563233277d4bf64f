using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Labelsmith.Cli.Data;
using Labelsmith.Cli.Progress;
using Labelsmith.Domain;
using Labelsmith.Formats;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Selection;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith select</c>: which items to label next.</summary>
internal static class SelectCommand
{
    private const int UsualCount = 10;

    public static Command Create()
    {
        var data = Options.Data();
        var from = Options.From();
        Options.CheckFormat(from, format => format is IDatasetFormat);
        var labels = Options.Labels();
        var model = new Option<string?>("--model")
        {
            Description = "The folder model/ of a run, or the model.onnx in it. Default: none; random, coreset and typiclust need none.",
            HelpName = "DIR|FILE",
        };
        var strategy = new Option<string>("--strategy")
        {
            Description = $"How to choose: {string.Join(", ", SelectionCatalog.All.Select(one => one.Key))}, or {SelectionCatalog.Automatic}: typiclust without a model, badge with one.",
            HelpName = "S",
            DefaultValueFactory = _ => SelectionCatalog.Automatic,
        };
        strategy.AcceptOnlyFromAmong([SelectionCatalog.Automatic, .. SelectionCatalog.All.Select(one => one.Key)]);
        var count = Options.Count("--count", $"How many items. Default: {UsualCount}.");
        var seed = Options.Count("--seed", "The same seed on the same data and model chooses the same items. Default: 0.", least: 0);
        var json = Options.Json("Write JSON instead of lines with tabs.");
        var command = new Command("select", "Choose which items to label next, and say why.") { data, from, labels, model, strategy, count, seed, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var display = new ProgressDisplay(Console.Error, isTerminal: !Console.IsErrorRedirected, TimeProvider.System);

            // synchronous, and long: Ctrl-C is answered meanwhile
            var outcome = await Task.Run(
                () => ItemSelector.Select(
                    new SelectionRequest
                    {
                        Data = LearnCommand.Open(parsed.GetRequiredValue(data), parsed.GetValue(from), parsed.GetValue(labels), cancel),
                        Strategy = parsed.GetRequiredValue(strategy),
                        Count = parsed.GetValue(count) ?? UsualCount,
                        Seed = parsed.GetValue(seed) ?? 0,
                        Model = parsed.GetValue(model) is { } path ? ModelPath.Find(path) : null,
                        CacheFolder = CacheFolder(),
                        Progress = part => display.Show(new LearningProgress(LearningStage.Features, part)),
                    },
                    cancel),
                CancellationToken.None);
            display.Clear();
            FaultList.Write(Console.Error, outcome.Faults);
            Write(Console.Out, outcome, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(TextWriter output, SelectionOutcome outcome, bool json)
    {
        if (json)
        {
            var rows = outcome.Items.Select((item, i) => new SelectedRow(i + 1, item.ItemId, outcome.Strategy.Key, item.Value, item.Reason));
            output.WriteLine(JsonSerializer.Serialize(rows, DomainJson.Indented));
            return;
        }

        output.WriteLine("rank\tid\tvalue\treason");
        foreach (var (item, i) in outcome.Items.Select((item, i) => (item, i)))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1}\t{item.ItemId}\t{item.Value:0.####}\t{item.Reason}"));
        }
    }

    /// <summary>Where features of items are kept between calls, as the XDG base directory specification has it.</summary>
    private static string CacheFolder() => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } own ? own
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "labelsmith", "features");

    /// <summary>A chosen item as <c>--json</c> lists it.</summary>
    private sealed record SelectedRow(int Rank, string Id, string Strategy, double Value, string Reason);
}
