using System.Text.Json;

namespace Labelsmith.Bench.SemiSupervised;

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
    public static List<BenchResult> Read(string file) => File.Exists(file)
        ? [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<BenchResult>(line, JsonSerializerOptions.Web)!)]
        : [];

    public void Append(string file) => File.AppendAllText(file, JsonSerializer.Serialize(this, JsonSerializerOptions.Web) + "\n");
}
