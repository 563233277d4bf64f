using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Labelsmith.Bench.Rows;

/// <summary>Lets the program learn, as a user would, and reads its report.</summary>
/// <param name="program">Of Labelsmith.</param>
/// <param name="data">Where the rows' folders lie.</param>
internal sealed class BenchRun(string program, string data, string commit)
{
    /// <summary>Of the program, data and commit that the starting script says.</summary>
    public static BenchRun FromEnvironment() =>
        new(Setting("LABELSMITH_PROGRAM"), Setting("LABELSMITH_DATA"), Setting("LABELSMITH_COMMIT"));

    /// <param name="withPool">Also predict the unlabelled items that were learned from, and measure the predictions.</param>
    /// <returns>Null where the program failed; it has said why.</returns>
    public BenchResult? Run(BenchRow row, string method, int seed, bool withPool = false)
    {
        var folder = Directory.CreateTempSubdirectory("labelsmith-bench-");
        try
        {
            var start = Stopwatch.GetTimestamp();
            var report = Ask([
                withPool ? "autolabel" : "train", Path.Combine(data, row.Data), .. row.Options, "--method", method,
                "--seed", seed.ToString(CultureInfo.InvariantCulture), "--minutes", row.Minutes.ToString(CultureInfo.InvariantCulture),
                "--out", folder.FullName, "--json",
            ]);
            var seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 1);
            return report is not { } root ? null : new BenchResult(
                row.Key, method, seed, row.MetricName, Value(root, row), withPool ? Pool(row, folder.FullName) : null,
                root.GetProperty("labels_used").GetInt32(), row.Minutes, seconds, commit)
            {
                Metrics = root.GetProperty("metrics").Deserialize<Dictionary<string, double>>(),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private double? Pool(BenchRow row, string folder) =>
        Ask(["evaluate", Path.Combine(data, row.Data), Path.Combine(folder, "predictions.jsonl"), "--json"]) is { } root ? Value(root, row) : null;

    private static double Value(JsonElement report, BenchRow row) => row.Class is null
        ? report.GetProperty("metrics").GetProperty(row.Metric).GetDouble()
        : report.GetProperty("per_class").GetProperty(row.Class).GetProperty(row.Metric).GetDouble();

    /// <summary>The JSON that the program writes; what it says to people goes on to them where it fails.</summary>
    private JsonElement? Ask(string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0)
        {
            return JsonDocument.Parse(output).RootElement;
        }

        Console.Error.WriteLine(said.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault());
        return null;
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: start a script of bench/.");
}
