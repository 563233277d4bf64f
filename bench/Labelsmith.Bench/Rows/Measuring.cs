using System.Globalization;

namespace Labelsmith.Bench.Rows;

/// <summary>Measures what a file of results does not hold yet: one row, method and seed after the other.</summary>
internal static class Measuring
{
    /// <param name="file">Of results; each is added when it is there.</param>
    /// <param name="what">Row and method, both may be left out, and <c>--seeds N</c>, by default 3.</param>
    /// <param name="rows">All that there are.</param>
    /// <param name="methods">Of a row.</param>
    /// <param name="withPool">Whether a row's unlabelled items are measured too.</param>
    /// <returns>False where the arguments are wrong; why has been said.</returns>
    public static bool Run<TRow>(
        string file, string[] what, IReadOnlyList<TRow> rows, Func<TRow, IEnumerable<string>> methods, Func<TRow, bool> withPool)
        where TRow : BenchRow
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
        var chosen = rows.Where(row => wantedRow is null || row.Key == wantedRow).ToList();
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"There is no row '{wantedRow}': choose one of {string.Join(", ", rows.Select(row => row.Key))}.");
            return false;
        }

        var run = BenchRun.FromEnvironment();
        foreach (var row in chosen)
        {
            foreach (var method in methods(row).Where(method => wantedMethod is null || method == wantedMethod))
            {
                for (var seed = 0; seed < seeds; seed++)
                {
                    Once(file, run, row, method, seed, withPool(row));
                }
            }
        }

        return true;
    }

    private static void Once(string file, BenchRun run, BenchRow row, string method, int seed, bool withPool)
    {
        if (BenchResult.Read(file).Any(result => (result.Row, result.Method, result.Seed) == (row.Key, method, seed)))
        {
            return;
        }

        Console.Error.WriteLine($"{row.Key}, {method}, seed {seed} …");
        var result = run.Run(row, method, seed, withPool);
        result?.Append(file);
        Console.Error.WriteLine(result is null ? "failed" : string.Create(CultureInfo.InvariantCulture, $"{result.Metric} {result.Value:0.0000} in {result.Seconds:0} s"));
    }
}
