using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>Loss and score by epoch.</summary>
internal static class CurvesSection
{
    public static void Add(Html html, RunReport report)
    {
        if (report.Epochs.Count == 0)
        {
            return;
        }

        html.AddRaw("<h2>Learning curves</h2>\n<div class=\"columns\">\n");
        int[] epochs = [.. report.Epochs.Select(row => row.Epoch)];
        new CurvePlot("Loss", epochs, [
            new Curve("training", "first", [.. report.Epochs.Select(row => row.TrainLoss)]),
            new Curve("validation", "second", [.. report.Epochs.Select(row => row.ValidationLoss)]),
        ]).Add(html);
        new CurvePlot(MetricName.Of(report.Epochs[^1].ScoreName).Title, epochs, [
            new Curve("validation", "second", [.. report.Epochs.Select(row => row.ValidationScore)]),
        ]).Add(html);
        html.AddRaw("</div>\n");
    }
}
