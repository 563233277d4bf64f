namespace Labelsmith.Bench.Rows;

/// <summary>Real data, and the time that a run on it gets.</summary>
/// <param name="Key">Names the row; stands in the results.</param>
/// <param name="Data">Folder below the data's folder.</param>
/// <param name="Options">Of the program's command, such as those which say how many labels are kept.</param>
/// <param name="Minutes">Of a whole run, the same for all methods.</param>
/// <param name="Metric">As in <c>metrics</c> of <c>report.json</c>, or in <c>per_class</c> where a <paramref name="Class"/> is named.</param>
/// <param name="Class">The class whose metric counts; null: the metric of all.</param>
internal record BenchRow(string Key, string Data, string[] Options, double Minutes, string Metric, string? Class = null)
{
    /// <summary>For people.</summary>
    public string MetricName => Class is null ? Metric : $"{Metric} of {Class}";
}
