using System.Globalization;

namespace Labelsmith.Bench.SemiSupervised;

/// <summary>bench/semi-supervised: measures what is missing, and prints the table.</summary>
internal static class SemiSupervisedBench
{
    /// <param name="arguments">The file of results, then what bench/semi-supervised was given.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file, .. var rest])
        {
            Console.Error.WriteLine("Start bench/semi-supervised instead.");
            return 2;
        }

        if (rest is ["run", .. var what] && !Measure(file, what))
        {
            return 2;
        }

        ResultTable.Write(Console.Out, BenchResult.Read(file));
        return 0;
    }

    private static bool Measure(string file, string[] what)
    {
        var seeds = 3;
        if (Array.IndexOf(what, "--seeds") is >= 0 and var at)
        {
            if (at + 1 >= what.Length || !int.TryParse(what[at + 1], CultureInfo.InvariantCulture, out seeds) || seeds < 1)
            {
                Console.Error.WriteLine("--seeds needs a whole number of at least 1.");
                return false;
            }

            what = [.. what[..at], .. what[(at + 2)..]];
        }

        var (wantedRow, wantedMethod) = (what.ElementAtOrDefault(0), what.ElementAtOrDefault(1));
        var rows = BenchRow.All.Where(row => wantedRow is null || row.Key == wantedRow).ToList();
        if (rows.Count == 0)
        {
            Console.Error.WriteLine($"There is no row '{wantedRow}': choose one of {string.Join(", ", BenchRow.All.Select(row => row.Key))}.");
            return false;
        }

        var run = new BenchRun(Setting("LABELSMITH_PROGRAM"), Setting("LABELSMITH_DATA"), Setting("LABELSMITH_COMMIT"));
        foreach (var row in rows)
        {
            foreach (var method in row.Methods.Where(method => wantedMethod is null || method == wantedMethod))
            {
                for (var seed = 0; seed < seeds; seed++)
                {
                    MeasureOnce(file, run, row, method, seed);
                }
            }
        }

        return true;
    }

    private static void MeasureOnce(string file, BenchRun run, BenchRow row, string method, int seed)
    {
        if (BenchResult.Read(file).Any(result => (result.Row, result.Method, result.Seed) == (row.Key, method, seed)))
        {
            return;
        }

        Console.Error.WriteLine($"{row.Key}, {method}, seed {seed} …");
        var result = run.Run(row, method, seed);
        result?.Append(file);
        Console.Error.WriteLine(result is null ? "failed" : string.Create(CultureInfo.InvariantCulture, $"{result.Metric} {result.Value:0.0000} in {result.Seconds:0} s"));
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: start bench/semi-supervised.");
}
