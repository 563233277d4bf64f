using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>How many items can be labelled at which precision, the rest being left to people.</summary>
internal static class CoverageSection
{
    private static readonly double[] _targets = [0.999, 0.99, 0.98, 0.95, 0.9];

    public static void Add(Html html, RunReport report)
    {
        if (report.CoverageCurve is not { Count: > 1 } curve)
        {
            return;
        }

        html.AddRaw("<h2>How much can be labelled at which precision</h2>\n<div class=\"columns\">\n");
        var floor = Math.Floor(10 * curve.Min(point => point.PrecisionLow)) / 10;
        new XyPlot(
            "Precision by share of items labelled", "share of items labelled, the surest first", (0, 1), (floor, 1),
            new PlotLine("on the test items", "first", [.. curve.Select(point => (point.Coverage, point.Precision))]),
            new PlotLine("lower bound, 95 % for all shares together", "second", [.. curve.Select(point => (point.Coverage, point.PrecisionLow))]))
            .Add(html);
        Table(html, report);
        html.AddRaw("</div>\n");
        html.Add($"<p class=\"soft\">From {report.Counts.Test:N0} test items: it holds for unlabelled items that are like them.</p>\n");
    }

    private static void Table(Html html, RunReport report)
    {
        html.AddRaw("<table>\n<thead><tr><th>Precision wanted</th><th class=\"number\">Items labelled</th><th class=\"number\">From score</th><th class=\"number\">Precision, at least</th></tr></thead>\n<tbody>\n");
        foreach (var target in _targets)
        {
            var point = report.CoverageCurve.LastOrDefault(point => point.Precision >= target);
            html.Add($"<tr><td>{100 * target:0.#} %</td>");
            if (point is null)
            {
                html.AddRaw("<td class=\"number soft\" colspan=\"3\">not reached</td></tr>\n");
                continue;
            }

            html.Add($"<td class=\"number\">{100 * point.Coverage:0} %</td><td class=\"number\">{point.Threshold:0.000}</td>");
            html.Add($"<td class=\"number\">{100 * point.PrecisionLow:0.0} %</td></tr>\n");
        }

        html.AddRaw("</tbody></table>\n");
    }
}
