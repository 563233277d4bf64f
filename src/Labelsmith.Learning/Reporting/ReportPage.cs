using System.Text;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Reporting;

/// <summary>Writes <c>report.html</c>: the report for people, one file without scripts or anything from elsewhere.</summary>
public static class ReportPage
{
    public const string FileName = "report.html";

    private static readonly string _style = ReadStyle();

    /// <summary>Writes the page whole or not at all.</summary>
    /// <param name="directory">Exists.</param>
    /// <param name="name">What the data is called.</param>
    /// <param name="samples">Test items to show; null: none.</param>
    /// <param name="variants">A PNG file of variants; null: none.</param>
    public static void Write(string directory, RunReport report, string name, SampleGallery? samples = null, byte[]? variants = null) =>
        WholeFile.Write(Path.Combine(directory, FileName), Encoding.UTF8.GetBytes(Render(report, name, samples, variants)));

    /// <summary>The page as text.</summary>
    public static string Render(RunReport report, string name, SampleGallery? samples = null, byte[]? variants = null)
    {
        var html = new Html();
        Begin(html, $"{name}: {report.Task.ToString().ToLowerInvariant()}");
        html.Add($"<h1>{name}</h1>\n<p class=\"soft\">{report.Task.ToString()} by the method ‘{report.Method}’, seed {report.Seed}, ");
        html.Add($"learned from {report.LabelsUsed:N0} labelled items, tested on {report.Counts.Test:N0}.</p>\n");
        MetricsSection.Headline(html, report);
        RunSection.Warnings(html, report);
        RunSection.Notes(html, report);
        MetricsSection.Add(html, report);
        CoverageSection.Add(html, report);
        CurvesSection.Add(html, report);
        ClassCurvesSection.Add(html, report);
        ConfusionSection.Add(html, report);
        PerClassSection.Add(html, report);
        UnlikeSection.Add(html, report, samples);
        SamplesSection.Add(html, report, samples);
        FindingSection.Add(html, report);
        VariantSection.Add(html, variants);
        RunSection.Plan(html, report);
        RunSection.Versions(html, report);
        html.AddRaw("</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>Everything up to the body of a page.</summary>
    internal static void Begin(Html html, string title)
    {
        html.AddRaw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.AddRaw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // nothing is fetched and nothing runs, whatever a label or a text may say
        html.AddRaw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n");
        html.Add($"<title>{title}</title>\n");
        html.AddRaw($"<style>\n{_style}</style>\n</head>\n<body>\n");
    }

    private static string ReadStyle()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("report.css is not built into the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
