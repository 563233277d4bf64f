using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Labelsmith.Cli.Tests;

/// <summary>The built program, run as a user's shell would.</summary>
internal static class LabelsmithProgram
{
    private static readonly string _program = Path.Combine(AppContext.BaseDirectory, "labelsmith");

    /// <summary>The samples of the repository.</summary>
    public static string Samples { get; } = Path.GetFullPath(Path.Combine(FolderOfThisFile(), "..", "..", "samples"));

    public static async Task<Finished> RunAsync(params string[] arguments)
    {
        using var running = new RunningProgram(_program, arguments);
        return await running.EndAsync();
    }

    public static RunningProgram Start(params string[] arguments) => new(_program, arguments);

    private static string FolderOfThisFile([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>What a program gave.</summary>
internal sealed record Finished(int Code, string Output, string Errors)
{
    /// <summary>The lines of standard error.</summary>
    public string[] Sentences => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A program that runs.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public RunningProgram(string program, string[] arguments)
    {
        // whoever started the tests in a shell's background has made Ctrl-C ignored, which processes inherit
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until standard output or standard error holds <paramref name="text"/>.</summary>
    public async Task UntilAsync(string text)
    {
        using var limit = new CancellationTokenSource(_longest);
        while (!Read(_output).Contains(text, StringComparison.Ordinal) && !Read(_errors).Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"It ended before it said '{text}': {Read(_output)}{Read(_errors)}");
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>As Ctrl-C does.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public string Output => Read(_output);

    public async Task<Finished> EndAsync()
    {
        using var limit = new CancellationTokenSource(_longest);
        await _process.WaitForExitAsync(limit.Token);
        _process.WaitForExit(); // the last lines too
        return new Finished(_process.ExitCode, Read(_output), Read(_errors));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
