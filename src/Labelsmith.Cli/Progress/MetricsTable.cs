using System.Globalization;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Cli.Progress;

/// <summary>Metrics with their intervals, for people.</summary>
internal static class MetricsTable
{
    /// <param name="folds">Of a cross-validation; null where there was none.</param>
    public static void Write(
        TextWriter output, IReadOnlyDictionary<string, double> metrics, IReadOnlyDictionary<string, double[]> intervals,
        IReadOnlyDictionary<string, FoldSpread>? folds = null)
    {
        var width = metrics.Keys.Append("").Max(key => key.Length);
        foreach (var (key, value) in metrics)
        {
            var interval = intervals.GetValueOrDefault(key) is [var low, var high] ? $"   {Number(low)} to {Number(high)}" : "";
            var spread = folds?.GetValueOrDefault(key) is { } over ? $"   over the folds {Number(over.Mean)} ± {Number(over.Deviation)}" : "";
            output.WriteLine($"{key.PadRight(width)}  {Number(value)}{interval}{spread}");
        }
    }

    public static void WriteClasses(TextWriter output, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> perClass)
    {
        string[] keys = [.. perClass.Values.SelectMany(row => row.Keys).Distinct()];
        var width = perClass.Keys.Append("").Max(name => name.Length);
        output.WriteLine(new string(' ', width) + string.Concat(keys.Select(key => key.PadLeft(11))));
        foreach (var (name, row) in perClass)
        {
            output.WriteLine(name.PadRight(width) + string.Concat(keys.Select(key => Cell(key, row).PadLeft(11))));
        }
    }

    private static string Cell(string key, IReadOnlyDictionary<string, double> row) =>
        !row.TryGetValue(key, out var value) ? ""
        : key == "support" ? value.ToString("0", CultureInfo.InvariantCulture)
        : Number(value);

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
