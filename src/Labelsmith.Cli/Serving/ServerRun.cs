using Labelsmith.Cluster.Silos;
using Labelsmith.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Labelsmith.Cli.Serving;

/// <summary>The server from its start to its end: what <c>serve</c> and <c>demo</c> share.</summary>
internal static class ServerRun
{
    /// <param name="data">The data folder; null: the user's own.</param>
    /// <param name="urls">Addresses to listen on; empty: the default.</param>
    /// <param name="samples">A folder of sample projects, or null.</param>
    /// <param name="cancel">Stops the server, which is its normal end.</param>
    public static async Task<int> RunAsync(string? data, IReadOnlyList<string> urls, string? samples, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(data ?? DefaultDataFolder());
        var options = new ServerOptions
        {
            DataFolder = folder,
            SamplesFolder = samples,
            Configure = builder =>
            {
                Quieten(builder.Logging);
                builder.AddRuns(folder);
            },
        };
        await using var server = LabelsmithServer.Build(urls.Count > 0 ? options with { Urls = urls } : options);
        try
        {
            await server.StartAsync(cancel);
            Console.Out.WriteLine(
                $"""
                Labelsmith is ready:

                    {await server.CreateSignInLinkAsync(cancel)}

                The link signs you in, once. Everything is kept in {folder}. Ctrl-C stops the server.
                """);
            await server.WaitForShutdownAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await server.StopAsync(CancellationToken.None);
        }

        return ExitCode.Done;
    }

    /// <summary><c>$XDG_DATA_HOME/labelsmith</c>, which is <c>~/.local/share/labelsmith</c> by default.</summary>
    private static string DefaultDataFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "labelsmith");

    /// <summary>Standard output is for the link; what goes wrong goes to standard error.</summary>
    private static void Quieten(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (Environment.GetEnvironmentVariable("LABELSMITH_TRACE") is not "1")
        {
            logging.AddFilter("Labelsmith.Cluster.Workers", LogLevel.Warning); // each line that a worker says
        }

        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // what kept it from starting is said in one sentence
    }
}
