using Labelsmith.Domain;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>The scores of each class.</summary>
internal static class PerClassSection
{
    private static readonly (string Key, string Title)[] _columns =
        [("ap_50", "AP, IoU 0.5"), ("ap_50_95", "AP, IoU 0.5 to 0.95"), ("iou", "IoU"), ("average_precision", "Average precision"), ("f1", "F1"), ("precision", "Precision"), ("recall", "Recall"), ("support", "Support")];

    public static void Add(Html html, RunReport report)
    {
        if (report.PerClass.Count == 0)
        {
            return;
        }

        var columns = _columns.Where(column =>
            report.PerClass.Values.Any(row => row.ContainsKey(column.Key)) &&
            (column.Key != "iou" || report.Task == TaskKind.Segmentation)).ToList();
        html.AddRaw("<h2>By class</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th>Class</th>");
        columns.ForEach(column => html.Add($"<th class=\"number\">{column.Title}</th>"));
        html.AddRaw("</tr></thead>\n<tbody>\n");
        foreach (var (name, row) in report.PerClass)
        {
            html.Add($"<tr><td class=\"name\">{name}</td>");
            columns.ForEach(column => Cell(html, row, column.Key, isBar: column == columns[0]));
            html.AddRaw("</tr>\n");
        }

        html.AddRaw("</tbody></table></div>\n");
    }

    private static void Cell(Html html, IReadOnlyDictionary<string, double> row, string key, bool isBar)
    {
        if (!row.TryGetValue(key, out var value))
        {
            html.AddRaw("<td class=\"number\">–</td>");
        }
        else if (key == "support")
        {
            html.Add($"<td class=\"number\">{value:N0}</td>");
        }
        else if (isBar)
        {
            html.Add($"<td class=\"number\">{value:0.000}<span class=\"bar\"><i style=\"width: {100 * value:0.#}%\"></i></span></td>");
        }
        else
        {
            html.Add($"<td class=\"number\">{value:0.000}</td>");
        }
    }
}
