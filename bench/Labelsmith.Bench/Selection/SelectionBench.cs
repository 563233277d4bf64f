using System.Globalization;
using Labelsmith.Bench.Rows;
using Labelsmith.Formats;

namespace Labelsmith.Bench.Selection;

/// <summary>bench/selection: measures what is missing, prints the table and draws the curves.</summary>
internal static class SelectionBench
{
    /// <param name="arguments">The file of results, the folder of the pictures, then what bench/selection was given.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file, var pictures, .. var rest])
        {
            Console.Error.WriteLine("Start bench/selection instead.");
            return 2;
        }

        if (rest is ["run", .. var what])
        {
            if (BenchArguments.Parse(what, SelectionRow.All.Select(row => row.Key)) is not { } asked)
            {
                return 2;
            }

            foreach (var row in SelectionRow.All.Where(row => asked.Row is null || row.Key == asked.Row))
            {
                Measure(file, row, asked);
            }
        }

        var results = SelectionResult.Read(file);
        foreach (var row in SelectionRow.All)
        {
            var own = results.Where(result => result.Row == row.Key).ToList();
            if (own.Count > 0)
            {
                Write(Console.Out, row, own);
                File.WriteAllText(Path.Combine(pictures, $"selection-{row.Key}.svg"), SelectionChart.Draw(row, own));
            }
        }

        return 0;
    }

    private static void Measure(string file, SelectionRow row, BenchArguments asked)
    {
        var data = DatasetReader.Open(Path.Combine(Setting("LABELSMITH_DATA"), row.Data));
        for (var seed = 0; seed < asked.Seeds; seed++)
        {
            foreach (var strategy in SelectionRow.Strategies.Append(SelectionRow.Whole).Where(key => asked.Key is null || key == asked.Key))
            {
                MeasureOnce(file, new Annotator(data, row, Setting("LABELSMITH_CACHE")), row, strategy, seed);
            }
        }
    }

    private static void MeasureOnce(string file, Annotator annotator, SelectionRow row, string strategy, int seed)
    {
        var known = SelectionResult.Read(file)
            .Where(result => (result.Row, result.Strategy, result.Seed) == (row.Key, strategy, seed)).Select(result => result.Labels).ToHashSet();
        if (strategy == SelectionRow.Whole ? known.Count > 0 : row.Budgets.All(known.Contains))
        {
            return;
        }

        var steps = strategy == SelectionRow.Whole ? [annotator.RunWhole(seed)] : annotator.Run(strategy, seed);
        foreach (var (labels, value, seconds) in steps)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{row.Key}, {strategy}, seed {seed}: {labels} labels, {row.Metric} {value:0.0000} in {seconds:0.0} s"));
            if (!known.Contains(labels))
            {
                new SelectionResult(row.Key, strategy, seed, labels, row.Metric, value, seconds, Setting("LABELSMITH_COMMIT")).Append(file);
            }
        }
    }

    private static void Write(TextWriter output, SelectionRow row, List<SelectionResult> results)
    {
        output.WriteLine($"| {row.Key}, {row.Metric} | {string.Join(" | ", row.Budgets)} | mean | seeds |");
        output.WriteLine($"| --- |{string.Concat(row.Budgets.Select(_ => " ---: |"))} ---: | ---: |");
        foreach (var strategy in SelectionRow.Strategies)
        {
            var own = results.Where(result => result.Strategy == strategy).ToList();
            if (own.Count > 0)
            {
                var cells = row.Budgets.Select(budget => Spread.Write([.. own.Where(result => result.Labels == budget).Select(result => result.Value)]));
                var mean = own.GroupBy(result => result.Seed).Average(seed => seed.Average(result => result.Value));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| `{strategy}` | {string.Join(" | ", cells)} | {mean:0.000} | {own.DistinctBy(result => result.Seed).Count()} |"));
            }
        }

        var whole = results.Where(result => result.Strategy == SelectionRow.Whole).ToList();
        if (whole.Count > 0)
        {
            output.WriteLine($"\nAll {whole[0].Labels} labels: {Spread.Write([.. whole.Select(result => result.Value)])}.\n");
        }
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: start bench/selection.");
}
