using System.CommandLine;
using Labelsmith.Cli.Serving;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith serve</c>: the server, with a worker as its child.</summary>
internal static class ServeCommand
{
    public static Command Create() => Create("serve", "Start the server and print its address.", findSamples: null);

    /// <summary>Also what <c>demo</c> is made of.</summary>
    public static Command Create(string name, string description, Func<string>? findSamples)
    {
        var data = new Option<string?>("--data")
        {
            Description = "Where everything is kept. Default: $XDG_DATA_HOME/labelsmith, which is ~/.local/share/labelsmith.",
            HelpName = "DIR",
        };
        var urls = new Option<string[]>("--urls")
        {
            Description = "Addresses to listen on, separated by commas. Default: http://127.0.0.1:5080.",
            HelpName = "U",
            AllowMultipleArgumentsPerToken = true,
        };
        urls.Validators.Add(result =>
        {
            foreach (var url in result.Tokens.SelectMany(token => Split(token.Value)).Where(url => !IsAddress(url)))
            {
                result.AddError($"--urls takes addresses such as http://127.0.0.1:5080, not '{url}'.");
            }
        });
        var command = new Command(name, description) { data, urls };
        command.SetAction((parsed, cancel) => ServerRun.RunAsync(
            parsed.GetValue(data), [.. (parsed.GetValue(urls) ?? []).SelectMany(Split)], findSamples?.Invoke(), cancel));
        return command;
    }

    private static string[] Split(string urls) =>
        urls.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https";
}
