using System.Globalization;
using Labelsmith.Bench.Rows;

namespace Labelsmith.Bench.Accuracy;

/// <summary>Results as a table of Markdown; rows that nobody has measured yet stand there without a value.</summary>
internal static class AccuracyTable
{
    public static void Write(TextWriter output, IReadOnlyList<BenchResult> results)
    {
        output.WriteLine("| data | metric | test | floor → aim | also | seeds | minutes | commit |");
        output.WriteLine("| --- | --- | ---: | --- | --- | --- | ---: | --- |");
        foreach (var row in AccuracyRow.All)
        {
            output.WriteLine(Line(row, results.Where(result => result.Row == row.Key && result.Method == row.Method).ToList()));
        }
    }

    private static string Line(AccuracyRow row, List<BenchResult> own)
    {
        var also = (row.Also ?? []).Select(metric => $"{metric} {Spread.Write(Values(own, metric))}");
        var minutes = own.Count == 0 ? "" : (own.Average(result => result.Seconds) / 60).ToString("0.0", CultureInfo.InvariantCulture);
        return $"| {row.Key} | {row.MetricName} | {Spread.Write(own.ConvertAll(result => result.Value))} | {Wanted(row)} "
            + $"| {(own.Count == 0 ? "" : string.Join(", ", also))} | {string.Join(", ", own.Select(result => result.Seed).Order())} "
            + $"| {minutes} | {string.Join(", ", own.Select(result => result.Commit).Distinct())} |";
    }

    private static string Wanted(AccuracyRow row) => double.IsNaN(row.Floor)
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{row.Floor:0.0##} → {row.Aim:0.0##}");

    private static List<double> Values(List<BenchResult> results, string metric) =>
        [.. results.Where(result => result.Metrics?.ContainsKey(metric) == true).Select(result => result.Metrics![metric])];
}
