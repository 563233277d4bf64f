using System.CommandLine;
using System.CommandLine.Help;
using Labelsmith.Cli.Commands;
using Labelsmith.Domain.Datasets;
using Labelsmith.Server;
using Labelsmith.Storage;

namespace Labelsmith.Cli;

/// <summary>The command line as a whole: what commands there are, and what happens when one fails.</summary>
internal static class CommandLine
{
    /// <summary>Every command. A new one: a file in Commands, and a line here.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Labelsmith: data annotation that learns along.")
        {
            DemoCommand.Create(),
            ServeCommand.Create(),
            WorkCommand.Create(),
            AutolabelCommand.Create(),
            TrainCommand.Create(),
            PredictCommand.Create(),
            SelectCommand.Create(),
            EvaluateCommand.Create(),
            ExplainCommand.Create(),
            ConvertCommand.Create(),
            FormatsCommand.Create(),
            MethodsCommand.Create(),
            ModelsCommand.Create(),
            ProjectCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            TokenCommand.Create(),
        };
        root.SetAction(parsed => new HelpAction().Invoke(parsed));
        return root;
    }

    /// <summary>Runs a command to its end, and turns whatever goes wrong into one sentence and an <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            var errors = parsed.Errors.Select(error => error.Message);
            foreach (var error in parsed.CommandResult.Command is RootCommand ? [$"There is no command '{args[0]}'."] : errors)
            {
                Say(error);
            }

            Say($"'{FullName(parsed.CommandResult.Command)} --help' lists what it takes.");
            return ExitCode.Usage;
        }

        using var interruption = new Interruption();
        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Say("cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception failure)
        {
            Say(Sentence(failure));
            return ExitCode.Failed;
        }
    }

    /// <summary>Writes a line for the user to standard error.</summary>
    public static void Say(string sentence) => Console.Error.WriteLine($"labelsmith: {sentence}");

    private static string Sentence(Exception failure) => failure switch
    {
        BadDataException or BadItemException or DataFolderException or ServerStartException => failure.Message,
        UnauthorizedAccessException => $"{failure.Message} Choose a place that you may write to, or change its permissions.",
        IOException => failure.Message,
        _ when Environment.GetEnvironmentVariable("LABELSMITH_TRACE") is "1" => failure.ToString(),
        _ => $"this should not have happened: {failure.Message} (LABELSMITH_TRACE=1 shows where; please report it.)",
    };

    private static string FullName(Command command) => string.Join(' ', command.Parents.OfType<Command>()
        .Select(FullName).Append(command is RootCommand ? "labelsmith" : command.Name));
}
