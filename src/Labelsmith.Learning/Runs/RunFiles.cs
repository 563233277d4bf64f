using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Runs;

/// <summary>Writes a run's reports.</summary>
internal static class RunFiles
{
    public static void Write(LearningRequest request, RunReport report) => File.WriteAllText(
        Path.Combine(request.OutDirectory, "report.json"), JsonSerializer.Serialize(report, DomainJson.Indented));
}
