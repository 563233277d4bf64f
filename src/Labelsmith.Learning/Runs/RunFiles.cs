using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Learning.Runs;

/// <summary>Writes a run's reports.</summary>
internal static class RunFiles
{
    public static void Write(LearningRequest request, RunReport report, SampleGallery samples)
    {
        ReportJson.Write(request.OutDirectory, report);
        ReportPage.Write(request.OutDirectory, report, request.Data.Name, samples);
    }
}
