using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>Whether scores mean what they say, and how well each class is told from the rest.</summary>
internal static class ClassCurvesSection
{
    private const int MostClasses = 10; // lines in one picture

    public static void Add(Html html, RunReport report)
    {
        if (report.Reliability.Count == 0 && report.ClassCurves.Count == 0)
        {
            return;
        }

        html.AddRaw("<h2>Scores and ranking</h2>\n<div class=\"columns\">\n");
        if (report.Reliability.Count > 0)
        {
            new XyPlot(
                "Reliability: share right by score", "score", (0, 1), (0, 1),
                new PlotLine("calibrated", "second", [(0, 0), (1, 1)]),
                new PlotLine("on the test items", "first", [.. report.Reliability.Select(bin => (bin.Confidence, bin.Accuracy))]) { HasDots = true })
                .Add(html);
        }

        if (report.ClassCurves.Count is > 0 and <= MostClasses)
        {
            Plot(html, report, "Precision by recall", "recall", curve => curve.PrecisionRecall);
            Plot(html, report, "ROC: true by false positive rate", "false positive rate", curve => curve.Roc);
        }

        html.AddRaw("</div>\n");
    }

    private static void Plot(
        Html html, RunReport report, string title, string xTitle, Func<ClassCurves, IReadOnlyList<double[]>> of) =>
        new XyPlot(title, xTitle, (0, 1), (0, 1), [.. report.ClassCurves.Select(entry =>
            new PlotLine(entry.Key, "first", [.. of(entry.Value).Select(point => (point[0], point[1]))])
            {
                Color = ClassColor.Css(report.Classes.Index().First(one => one.Item == entry.Key).Index),
            })]).Add(html);
}
