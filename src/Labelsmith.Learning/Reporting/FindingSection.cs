using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Quality;

namespace Labelsmith.Learning.Reporting;

/// <summary>What is odd about the items.</summary>
internal static class FindingSection
{
    public static void Add(Html html, RunReport report)
    {
        if (report.Findings.Count == 0)
        {
            return;
        }

        var counts = string.Join(", ", report.FindingCounts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value:N0} {Name(pair.Key)}"));
        html.Add($"<h2>The data</h2>\n<p class=\"soft\">{counts}. Nothing was deleted.</p>\n");
        html.AddRaw("<table>\n<thead><tr><th>Item</th><th>Finding</th><th>Others</th></tr></thead>\n<tbody>\n");
        foreach (var finding in report.Findings)
        {
            html.Add($"<tr><td class=\"name\">{finding.Item}</td><td>{finding.Sentence}</td><td class=\"name\">{string.Join(", ", finding.Others)}</td></tr>\n");
        }

        html.AddRaw("</tbody></table>\n");
    }

    private static string Name(FindingKind kind) => kind switch
    {
        FindingKind.Contradiction => "contradictions",
        FindingKind.NearDuplicate => "groups of near duplicates",
        FindingKind.WrongSize => "of unusual size",
        _ => "of mixed encodings",
    };
}
