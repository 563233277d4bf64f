using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>What the run was: items, time, notes, versions.</summary>
internal static class RunSection
{
    public static void Counts(Html html, RunReport report)
    {
        html.AddRaw("<section>\n<h2>Items</h2>\n<table><tbody>\n");
        Row(html, "Labelled", report.Counts.Labelled);
        Row(html, "– of these, held out to validate on", report.Counts.Validation);
        Row(html, "To test on", report.Counts.Test);
        Row(html, "Without a label", report.Counts.Unlabelled);
        html.AddRaw("</tbody></table>\n</section>\n<section>\n<h2>Seconds</h2>\n<table><tbody>\n");
        foreach (var (stage, seconds) in report.Seconds)
        {
            html.Add($"<tr><th>{stage}</th><td class=\"number\">{seconds:N1}</td></tr>\n");
        }

        html.AddRaw("</tbody></table>\n</section>\n");
    }

    public static void Warnings(Html html, RunReport report)
    {
        foreach (var warning in report.Warnings)
        {
            html.Add($"<p class=\"warning\">{warning}</p>\n");
        }
    }

    public static void Notes(Html html, RunReport report)
    {
        if (report.Notes.Count == 0)
        {
            return;
        }

        html.AddRaw("<h2>Notes</h2>\n<ul>\n");
        foreach (var note in report.Notes)
        {
            html.Add($"<li>{note}</li>\n");
        }

        html.AddRaw("</ul>\n");
    }

    public static void Plan(Html html, RunReport report)
    {
        if (report.Plan.Count == 0)
        {
            return;
        }

        html.AddRaw("<h2>Plan</h2>\n<table>\n<tbody>\n");
        foreach (var row in report.Plan)
        {
            html.Add($"<tr><th>{row.Key}</th><td class=\"number\">{row.Value}</td><td class=\"soft\">{(row.Given ? "given; " : "")}{row.Why}</td></tr>\n");
        }

        html.AddRaw("</tbody></table>\n");
    }

    public static void Versions(Html html, RunReport report)
    {
        var versions = string.Join(" · ", report.Versions.Select(version => $"{version.Key} {version.Value}"));
        html.Add($"<h2>Versions</h2>\n<p class=\"soft\">{versions}</p>\n");
    }

    private static void Row(Html html, string name, int count) =>
        html.Add($"<tr><th>{name}</th><td class=\"number\">{count:N0}</td></tr>\n");
}
