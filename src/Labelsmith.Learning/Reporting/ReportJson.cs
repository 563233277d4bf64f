using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>Writes and reads <c>report.json</c>.</summary>
public static class ReportJson
{
    public const string FileName = "report.json";

    /// <summary>Writes it whole or not at all: a reader never meets half a report.</summary>
    /// <param name="directory">Exists.</param>
    public static void Write(string directory, RunReport report) =>
        WholeFile.Write(Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(report, DomainJson.Indented));

    /// <exception cref="BadDataException">There is no sound report in the folder.</exception>
    public static RunReport Read(string directory)
    {
        var file = Path.Combine(directory, FileName);
        try
        {
            return JsonSerializer.Deserialize<RunReport>(File.ReadAllBytes(file), DomainJson.Options)
                ?? throw new JsonException("The file holds null.");
        }
        catch (Exception failure) when (failure is JsonException or IOException)
        {
            throw new BadDataException($"{file} is missing or broken: name the folder that a run wrote with --out.", failure);
        }
    }
}
