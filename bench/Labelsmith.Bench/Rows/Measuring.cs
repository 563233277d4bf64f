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
        if (BenchArguments.Parse(what, rows.Select(row => row.Key)) is not { } asked)
        {
            return false;
        }

        var run = BenchRun.FromEnvironment();
        foreach (var row in rows.Where(row => asked.Row is null || row.Key == asked.Row))
        {
            foreach (var method in methods(row).Where(method => asked.Key is null || method == asked.Key))
            {
                for (var seed = 0; seed < asked.Seeds; seed++)
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
