using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>Which class was taken for which.</summary>
internal static class ConfusionSection
{
    private const int MostShown = 24; // more do not fit a page: the most frequent confusions are listed instead
    private const int MostListed = 30;

    public static void Add(Html html, RunReport report)
    {
        if (report.ConfusionMatrix is not { Length: > 1 } matrix)
        {
            return;
        }

        html.AddRaw("<h2>Confusion matrix</h2>\n");
        if (matrix.Length <= MostShown)
        {
            var ofPixels = report.Task == TaskKind.Segmentation;
            html.Add($"<p class=\"soft\">Rows are true classes, columns predicted ones; {(ofPixels ? "percent of the row's pixels" : "items")}.</p>\n");
            Table(html, matrix, report.Classes, ofPixels);
        }
        else
        {
            html.Add($"<p class=\"soft\">The most frequent confusions of {matrix.Length} classes.</p>\n");
            List(html, matrix, report.Classes);
        }
    }

    private static void Table(Html html, long[][] matrix, IReadOnlyList<string> classes, bool asPercent)
    {
        html.AddRaw("<div class=\"scroll\"><table class=\"matrix\">\n<thead><tr><th></th>");
        foreach (var name in classes)
        {
            html.Add($"<th>{name}</th>");
        }

        html.AddRaw("</tr></thead>\n<tbody>\n");
        for (var truth = 0; truth < matrix.Length; truth++)
        {
            var total = matrix[truth].Sum();
            html.Add($"<tr><th>{classes[truth]}</th>");
            for (var predicted = 0; predicted < matrix.Length; predicted++)
            {
                var count = matrix[truth][predicted];
                var share = total > 0 ? (double)count / total : 0;
                var kind = count == 0 ? "zero" : truth == predicted ? "right" : "wrong";
                var text = asPercent ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) : count.ToString("N0", CultureInfo.InvariantCulture);
                html.Add($"<td class=\"{kind}\" style=\"--share: {share:0.###}\" title=\"{classes[truth]} taken for {classes[predicted]}: {count:N0} of {total:N0}\">{(count == 0 ? "0" : text)}</td>");
            }

            html.AddRaw("</tr>\n");
        }

        html.AddRaw("</tbody></table></div>\n");
    }

    private static void List(Html html, long[][] matrix, IReadOnlyList<string> classes)
    {
        var pairs = from truth in Enumerable.Range(0, matrix.Length)
                    from predicted in Enumerable.Range(0, matrix.Length)
                    where truth != predicted && matrix[truth][predicted] > 0
                    orderby matrix[truth][predicted] descending
                    select (truth, predicted);
        html.AddRaw("<table>\n<thead><tr><th>True class</th><th>Taken for</th><th class=\"number\">Times</th></tr></thead>\n<tbody>\n");
        foreach (var (truth, predicted) in pairs.Take(MostListed))
        {
            html.Add($"<tr><td class=\"name\">{classes[truth]}</td><td class=\"name\">{classes[predicted]}</td>");
            html.Add($"<td class=\"number\">{matrix[truth][predicted]:N0} of {matrix[truth].Sum():N0}</td></tr>\n");
        }

        html.AddRaw("</tbody></table>\n");
    }
}
