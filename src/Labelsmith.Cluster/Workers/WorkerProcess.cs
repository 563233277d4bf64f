using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Labelsmith.Cluster.Workers;

/// <summary>Keeps one worker running as a child of the server, and restarts it when it dies.</summary>
/// <remarks>The child's standard input is the life line: when the server goes, however it goes, the line closes, and the
/// worker saves its run and ends.</remarks>
/// <param name="command">The program and its arguments, which start a worker.</param>
public sealed partial class WorkerProcess(
    WorkerCommand command, TimeProvider time, ILogger<WorkerProcess> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            await RunOnceAsync(stoppingToken);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            // One that lived for a while died of its run, not of its set-up: come back soon.
            pause = time.GetElapsedTime(started) > LongestPause ? TimeSpan.FromSeconds(1) : pause;
            LogRestart(log, pause);
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task RunOnceAsync(CancellationToken stop)
    {
        using var process = new Process { StartInfo = StartInfo() };
        process.ErrorDataReceived += (_, line) => LogLine(line.Data);
        process.OutputDataReceived += (_, line) => LogLine(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        LogStarted(log, process.Id);
        try
        {
            await process.WaitForExitAsync(stop);
            LogEnded(log, process.Id, process.ExitCode);
        }
        catch (OperationCanceledException)
        {
            process.StandardInput.Close();
            using var grace = new CancellationTokenSource(Grace, time);
            await process.WaitForExitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo(command.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in command.Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    private void LogLine(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            LogSaid(log, line);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Worker {Process} started.")]
    private static partial void LogStarted(ILogger log, int process);

    [LoggerMessage(LogLevel.Warning, "Worker {Process} ended with code {Code}.")]
    private static partial void LogEnded(ILogger log, int process, int code);

    [LoggerMessage(LogLevel.Warning, "A new worker starts in {Pause}; its run goes on from the last epoch.")]
    private static partial void LogRestart(ILogger log, TimeSpan pause);

    [LoggerMessage(LogLevel.Information, "worker: {Line}")]
    private static partial void LogSaid(ILogger log, string line);
}

/// <summary>How a worker is started.</summary>
public sealed record WorkerCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>This very program, as <c>worker</c>.</summary>
    public static WorkerCommand OfThisProgram(WorkerOptions options)
    {
        string[] arguments =
        [
            "worker", "--data", options.DataFolder,
            "--primary-port", options.PrimaryPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ];
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The program's own path is unknown.");

        // Started as `dotnet labelsmith.dll`, the process is the host, which wants the assembly named.
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? new WorkerCommand(program, [Environment.GetCommandLineArgs()[0], .. arguments])
            : new WorkerCommand(program, arguments);
    }
}
