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
            var own = results.Where(result => result.Row == row.Key).ToLookup(result => result.Method);
            output.WriteLine(Line(row, [.. own[row.Method]], own[TokenPeer.Method].FirstOrDefault()?.Value));
        }
    }

    private static string Line(AccuracyRow row, List<BenchResult> own, double? peer)
    {
        var also = (row.Also ?? []).Select(metric => $"{metric} {Spread.Write(Values(own, metric))}");
        var minutes = own.Count == 0 ? "" : (own.Average(result => result.Seconds) / 60).ToString("0.0", CultureInfo.InvariantCulture);
        return $"| {row.Key} | {row.MetricName} | {Spread.Write(own.ConvertAll(result => result.Value))} | {Wanted(row, peer)} "
            + $"| {(own.Count == 0 ? "" : string.Join(", ", also))} | {string.Join(", ", own.Select(result => result.Seed).Order())} "
            + $"| {minutes} | {string.Join(", ", own.Select(result => result.Commit).Distinct())} |";
    }

    private static string Wanted(AccuracyRow row, double? peer) => (row.HasPeer, peer) switch
    {
        (false, _) => string.Create(CultureInfo.InvariantCulture, $"{row.Floor:0.0##} → {row.Aim:0.0##}"),
        (true, null) => "",
        (true, { } value) => string.Create(
            CultureInfo.InvariantCulture, $"{value + row.Floor:0.000} → {value + row.Aim:0.000} (logistic regression {value:0.000})"),
    };

    private static List<double> Values(List<BenchResult> results, string metric) =>
        [.. results.Where(result => result.Metrics?.ContainsKey(metric) == true).Select(result => result.Metrics![metric])];
}
