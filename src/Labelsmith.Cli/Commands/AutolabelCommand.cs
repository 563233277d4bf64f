using System.CommandLine;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith autolabel</c>: learns from the labelled items, tests, and labels the rest.</summary>
internal static class AutolabelCommand
{
    public static Command Create() => LearnCommand.Create(
        "autolabel",
        "Learn from the labelled items, test what was learned, and label the rest.",
        "Receives predictions.jsonl, model/, report.json and report.html.",
        predictPool: true);
}
