using System.Text.Json;

namespace Labelsmith.Bench.Selection;

/// <summary>One model, as a line of the file of results.</summary>
/// <param name="Labels">That it has learned from, validation included.</param>
/// <param name="Value">The row's metric on the test items.</param>
/// <param name="Seconds">Of choosing the labels that were added last, and of learning.</param>
/// <param name="Commit">Of the program.</param>
internal sealed record SelectionResult(
    string Row, string Strategy, int Seed, int Labels, string Metric, double Value, double Seconds, string Commit)
{
    public static List<SelectionResult> Read(string file) => File.Exists(file)
        ? [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<SelectionResult>(line, JsonSerializerOptions.Web)!)]
        : [];

    public void Append(string file) => File.AppendAllText(file, JsonSerializer.Serialize(this, JsonSerializerOptions.Web) + "\n");
}
