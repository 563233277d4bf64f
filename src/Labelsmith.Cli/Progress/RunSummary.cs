using Labelsmith.Learning.Runs;

namespace Labelsmith.Cli.Progress;

/// <summary>What a run says when it is done.</summary>
internal static class RunSummary
{
    public static void Write(TextWriter output, LearningRequest request, LearningOutcome outcome)
    {
        var report = outcome.Report;
        var counts = report.Counts;
        MetricsTable.Write(output, report.Metrics, report.MetricsInterval, report.Folds);
        output.WriteLine();
        output.WriteLine(
            $"{report.Method}, seed {report.Seed}: {counts.Labelled} labelled ({counts.Validation} of them for validation), "
            + $"{counts.Unlabelled} unlabelled, {counts.Test} test items, {report.Seconds.Values.Sum():0} s.");
        foreach (var note in report.Warnings.Concat(report.Notes))
        {
            output.WriteLine(note);
        }

        var written = request.PredictPool
            ? $"predictions.jsonl ({outcome.Predictions.Count} items), model/, report.json and report.html"
            : "model/, report.json and report.html";
        output.WriteLine($"{request.OutDirectory} has {written}.");
    }
}
