using Labelsmith.Domain;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>Test items with what was predicted: some at random, then the worst.</summary>
internal static class SamplesSection
{
    public static void Add(Html html, RunReport report, SampleGallery? samples)
    {
        if (samples?.Drawn is { Count: > 0 } drawn)
        {
            html.AddRaw("<h2>Predictions, drawn at random</h2>\n");
            if (report.Task is TaskKind.Segmentation or TaskKind.Detection or TaskKind.Tagging or TaskKind.Segments)
            {
                Legend(html, report);
            }

            Figures(html, drawn);
        }

        foreach (var drawings in samples?.Drawings ?? [])
        {
            drawings.Add(html);
        }

        html.AddRaw(report.WorstItems.Count > 0 ? "<h2>The worst test items</h2>\n" : "");
        if (samples?.Worst is { Count: > 0 } worst)
        {
            Figures(html, worst);
        }

        Table(html, report.WorstItems);
    }

    private static void Legend(Html html, RunReport report)
    {
        var classes = report.Classes;
        html.Add($"<p class=\"legend\"><span>{Meaning(report.Task)}</span>");
        for (var label = 0; label < classes.Count; label++)
        {
            html.Add($"<span><i class=\"key\" style=\"--swatch: {ClassColor.Css(label)}\"></i>{classes[label]}</span>");
        }

        html.AddRaw("</p>\n");
    }

    private static string Meaning(TaskKind task) => task switch
    {
        TaskKind.Detection => "Box: predicted. Dashes: true.",
        TaskKind.Tagging => "Tint: predicted. Underline: true.",
        TaskKind.Segments => "Above: true. Below: predicted.",
        _ => "Tint: predicted. Outline: true.",
    };

    internal static void Figures(Html html, IReadOnlyList<ReportSample> samples)
    {
        var kind = samples.Any(sample => sample.Excerpt is not null) ? " texts" : samples.Any(sample => sample.IsRight is null && sample.Predicted.Length == 0) ? " maps" : "";
        html.Add($"<div class=\"samples{kind}\">\n");
        foreach (var sample in samples)
        {
            html.AddRaw("<figure>");
            if (sample.Picture is { } picture)
            {
                html.Add($"<img class=\"small\" alt=\"{sample.Id}\" src=\"data:image/png;base64,{Convert.ToBase64String(picture)}\">");
            }

            if (sample.Excerpt is { } excerpt)
            {
                html.AddRaw("<blockquote>");
                MarkedText.Add(html, excerpt, sample.Marks);
                html.AddRaw("</blockquote>");
            }

            var verdict = sample.IsRight is { } isRight ? isRight ? "ok" : "no" : "";
            html.Add($"<figcaption><span class=\"{verdict}\">{Sentence(sample)}</span>");
            if (sample.IsRight is not null)
            {
                html.Add($" <span class=\"soft\" title=\"probability of the true class\">{sample.Score:0.000}</span>");
            }

            html.Add($"<br><span class=\"soft\">{sample.Id}</span></figcaption></figure>\n");
        }

        html.AddRaw("</div>\n");
    }

    private static string Sentence(ReportSample sample) => sample.IsRight switch
    {
        true => $"✓ {sample.Predicted}",
        false => $"✗ {sample.Predicted}, is {sample.Truth}",
        null => sample.Predicted.Length > 0 ? $"{sample.Truth}; {sample.Predicted}" : sample.Truth,
    };

    private static void Table(Html html, IReadOnlyList<WorstItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        html.AddRaw("<table>\n<thead><tr><th>Item</th><th>Truth</th><th>Predicted</th><th class=\"number\">Score</th></tr></thead>\n<tbody>\n");
        foreach (var item in items)
        {
            html.Add($"<tr><td class=\"name\">{item.Id}</td><td class=\"name\">{item.Truth}</td><td class=\"name\">{item.Predicted}</td>");
            html.Add($"<td class=\"number\">{item.Score:0.000}</td></tr>\n");
        }

        html.AddRaw("</tbody></table>\n");
    }
}
