using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>Unlabelled items that are unlike every labelled one.</summary>
internal static class UnlikeSection
{
    public static void Add(Html html, RunReport report, SampleGallery? samples)
    {
        if (report.UnlikeCount == 0)
        {
            return;
        }

        html.Add($"<h2>Unlike every labelled item: {report.UnlikeCount:N0} of {report.Counts.Unlabelled:N0} unlabelled items</h2>\n");
        html.Add($"<p class=\"soft\">About {report.UnlikeExpected:0} would be so strange, were all of the named classes: perhaps a class has no label yet. Their ");
        html.AddRaw("predictions have the score 0 and are never accepted in bulk. Below: the strangest, with the labelled item that is least unlike.</p>\n");
        if (samples?.Unlike is { Count: > 0 } pictures)
        {
            SamplesSection.Figures(html, pictures);
        }

        html.AddRaw("<table>\n<thead><tr><th>Item</th><th>Nearest labelled item</th><th>Its label</th><th class=\"number\">Similarity</th></tr></thead>\n<tbody>\n");
        foreach (var item in report.UnlikeItems)
        {
            html.Add($"<tr><td class=\"name\">{item.Id}</td><td class=\"name\">{item.Nearest}</td><td class=\"name\">{item.Label}</td>");
            html.Add($"<td class=\"number\">{item.Similarity:0.000}</td></tr>\n");
        }

        html.AddRaw("</tbody></table>\n");
    }
}
