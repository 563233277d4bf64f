using System.Globalization;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>The metrics with their intervals, and what they were measured on.</summary>
internal static class MetricsSection
{
    public static void Headline(Html html, RunReport report)
    {
        html.AddRaw("<div class=\"headline\">\n");
        foreach (var metric in MetricName.Headline(report.Metrics).Select(MetricName.Of))
        {
            html.Add($"<div><span class=\"soft\">{metric.Title}</span><b>{metric.Write(report.Metrics[metric.Key])}</b>");
            html.Add($"<span class=\"soft\">{Interval(report, metric)}</span></div>\n");
        }

        html.AddRaw("</div>\n");
    }

    public static void Add(Html html, RunReport report)
    {
        html.AddRaw("<div class=\"columns\">\n<section>\n<h2>Metrics on the test items</h2>\n");
        html.AddRaw("<table>\n<thead><tr><th>Metric</th><th class=\"number\">Value</th><th>95 % interval</th>");
        html.AddRaw(report.Folds is null ? "<th></th></tr></thead>\n<tbody>\n" : "<th></th><th>Over the folds</th></tr></thead>\n<tbody>\n");
        foreach (var (key, value) in report.Metrics)
        {
            var metric = MetricName.Of(key);
            html.Add($"<tr><th title=\"{key}\">{metric.Title}{(metric.LowerIsBetter ? " ↓" : "")}</th>");
            html.Add($"<td class=\"number\">{metric.Write(value)}</td><td class=\"soft\">{Interval(report, metric)}</td><td>");
            Range(html, report, metric, value);
            html.AddRaw("</td>");
            if (report.Folds?.GetValueOrDefault(key) is { } spread)
            {
                html.Add($"<td class=\"soft\">{metric.Write(spread.Mean)} ± {metric.Write(spread.Deviation)}</td>");
            }

            html.AddRaw("</tr>\n");
        }

        html.AddRaw("</tbody></table>\n");
        html.AddRaw("<p class=\"soft\">Bootstrap over items; ↓ means that less is better.</p>\n</section>\n");
        RunSection.Counts(html, report);
        html.AddRaw("</div>\n");
    }

    private static string Interval(RunReport report, MetricName metric) =>
        report.MetricsInterval.GetValueOrDefault(metric.Key) is [var low, var high]
            ? $"{metric.Write(low)} – {metric.Write(high)}"
            : "";

    /// <summary>The interval and the value on a line from 0 to 1.</summary>
    private static void Range(Html html, RunReport report, MetricName metric, double value)
    {
        if (!metric.IsShare)
        {
            return;
        }

        html.AddRaw("<svg width=\"140\" height=\"12\" viewBox=\"-5 0 140 12\" aria-hidden=\"true\"><line class=\"track\" x1=\"0\" x2=\"130\" y1=\"6\" y2=\"6\"/>");
        if (report.MetricsInterval.GetValueOrDefault(metric.Key) is [var low, var high])
        {
            html.Add($"<line class=\"range\" x1=\"{Place(low)}\" x2=\"{Place(high)}\" y1=\"6\" y2=\"6\"/>");
        }

        html.Add($"<circle class=\"first-dot\" cx=\"{Place(value)}\" cy=\"6\" r=\"3\"/></svg>");
    }

    private static string Place(double share) => (130 * Math.Clamp(share, 0, 1)).ToString("0.#", CultureInfo.InvariantCulture);
}
