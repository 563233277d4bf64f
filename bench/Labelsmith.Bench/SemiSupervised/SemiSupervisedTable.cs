using System.Globalization;
using Labelsmith.Bench.Rows;

namespace Labelsmith.Bench.SemiSupervised;

/// <summary>Results as a table of Markdown, the baseline of each row first.</summary>
internal static class SemiSupervisedTable
{
    public static void Write(TextWriter output, IReadOnlyList<BenchResult> results)
    {
        output.WriteLine("| data, labels | method | metric | test | unlabelled items | above supervised | seeds | minutes |");
        output.WriteLine("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var row in SemiSupervisedRow.All)
        {
            var baseline = results.Where(result => result.Row == row.Key && result.Method == "supervised").Select(result => result.Value).ToList();
            foreach (var method in row.Methods)
            {
                var own = results.Where(result => result.Row == row.Key && result.Method == method).ToList();
                if (own.Count > 0)
                {
                    output.WriteLine(Line(row, method, own, baseline));
                }
            }
        }
    }

    private static string Line(SemiSupervisedRow row, string method, List<BenchResult> own, List<double> baseline)
    {
        var values = own.ConvertAll(result => result.Value);
        var pool = own.Where(result => result.Pool is not null).Select(result => result.Pool!.Value).ToList();
        var gain = method == "supervised" || baseline.Count == 0
            ? ""
            : (values.Average() - baseline.Average()).ToString("+0.000;-0.000", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {row.Key} | `{method}` | {row.Metric} | {Spread.Write(values)} | {Spread.Write(pool)} | {gain} | {string.Join(", ", own.Select(result => result.Seed).Order())} | {own.Average(result => result.Seconds) / 60:0.0} |");
    }
}
