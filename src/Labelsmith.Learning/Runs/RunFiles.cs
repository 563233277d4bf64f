using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Learning.Runs;

/// <summary>Writes a run's reports.</summary>
internal static class RunFiles
{
    public static void Write(LearningRequest request, RunReport report, SampleGallery samples)
    {
        ReportJson.Write(request.OutDirectory, report);
        ReportPage.Write(request.OutDirectory, report, request.Data.Name, samples, Variants(request));
    }

    /// <summary>Those of the model that was kept, which may not be the last that was tried; null: there are none.</summary>
    private static byte[]? Variants(LearningRequest request)
    {
        var file = Path.Combine(request.OutDirectory, "model", VariantSheet.FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        var sheet = File.ReadAllBytes(file);
        WholeFile.Write(Path.Combine(request.OutDirectory, VariantSheet.FileName), sheet);
        return sheet;
    }
}
