using System.Text.Json;
using System.Text.Json.Serialization;

namespace Labelsmith.Bench.Rows;

/// <summary>One run, as a line of the file of results.</summary>
/// <param name="Value">The row's metric on the test items.</param>
/// <param name="Pool">The same on the unlabelled items that were learned from; null where it is not measured.</param>
/// <param name="LabelsUsed">Validation included.</param>
/// <param name="Seconds">Of the whole run.</param>
/// <param name="Commit">Of the program.</param>
internal sealed record BenchResult(
    string Row, string Method, int Seed, string Metric, double Value, double? Pool, int LabelsUsed, double Minutes, double Seconds,
    string Commit)
{
    /// <summary>All that the report measured on the test items; null in results of before it was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    public static List<BenchResult> Read(string file) => File.Exists(file)
        ? [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<BenchResult>(line, JsonSerializerOptions.Web)!)]
        : [];

    public void Append(string file) => File.AppendAllText(file, JsonSerializer.Serialize(this, JsonSerializerOptions.Web) + "\n");
}
