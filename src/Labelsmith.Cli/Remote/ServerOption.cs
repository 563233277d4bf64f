using System.CommandLine;

namespace Labelsmith.Cli.Remote;

/// <summary><c>--server</c> and <c>--token</c>, which may come from the environment.</summary>
internal sealed class ServerOption
{
    private readonly Option<Uri> _server = new("--server")
    {
        Description = "The server's address. Default: LABELSMITH_SERVER, else http://127.0.0.1:5080.",
        HelpName = "U",
        DefaultValueFactory = _ => new Uri(Environment.GetEnvironmentVariable("LABELSMITH_SERVER") ?? "http://127.0.0.1:5080"),
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = "Made on the settings page or by 'token create'. Default: LABELSMITH_TOKEN, which stays out of the process list.",
        HelpName = "T",
    };

    /// <summary>Adds both to a command and says what it does with the server.</summary>
    public void On(Command command, Func<ParseResult, RemoteServer, CancellationToken, Task> run)
    {
        command.Options.Add(_server);
        command.Options.Add(_token);
        command.SetAction(async (parsed, cancel) =>
        {
            using var server = new RemoteServer(
                parsed.GetRequiredValue(_server), parsed.GetValue(_token) ?? Environment.GetEnvironmentVariable("LABELSMITH_TOKEN"));
            await run(parsed, server, cancel);
            return ExitCode.Done;
        });
    }
}
