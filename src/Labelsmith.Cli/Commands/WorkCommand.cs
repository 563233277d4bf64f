using System.CommandLine;
using Labelsmith.Cluster.Workers;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith worker</c>: learns and predicts for a server, which starts it and holds its standard input.</summary>
internal static class WorkCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The server's data folder.", HelpName = "DIR", Required = true };
        var port = new Option<int>("--primary-port") { Description = "Where the server's silo listens.", HelpName = "N", Required = true };
        var command = new Command("worker", "Learn and predict for a server, which starts this by itself.") { data, port };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var lifeLine = Console.OpenStandardInput();
            var options = new WorkerOptions(Path.GetFullPath(parsed.GetRequiredValue(data)), parsed.GetRequiredValue(port));
            await WorkerHost.RunAsync(options, lifeLine, cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
