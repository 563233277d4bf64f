using System.CommandLine;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith train</c>: as autolabel, without predicting the unlabelled.</summary>
internal static class TrainCommand
{
    public static Command Create() => LearnCommand.Create(
        "train",
        "Learn from the labelled items and test what was learned.",
        "Receives model/, report.json and report.html.",
        predictPool: false);
}
