using System.Globalization;
using System.Text;

namespace Labelsmith.Bench.Selection;

/// <summary>Curves of a row, one for each strategy: the mean over the seeds by the number of labels, as SVG.</summary>
internal static class SelectionChart
{
    private const double Width = 720, Height = 400, Left = 56, Right = 150, Top = 30, Bottom = 44;

    /// <summary>Distinct for colour-blind eyes: Okabe and Ito (2008), "Color universal design". Random is grey and dashed.</summary>
    private static readonly Dictionary<string, string> _colours = new()
    {
        ["random"] = "#777777",
        ["entropy"] = "#e69f00",
        ["margin"] = "#56b4e9",
        ["bald"] = "#009e73",
        ["coreset"] = "#b8a800",
        ["typiclust"] = "#0072b2",
        ["badge"] = "#d55e00",
        ["auto"] = "#cc79a7",
    };

    public static string Draw(SelectionRow row, IReadOnlyList<SelectionResult> results)
    {
        var curves = SelectionRow.Strategies
            .Select(strategy => (Strategy: strategy, Points: Means(results.Where(result => result.Strategy == strategy))))
            .Where(curve => curve.Points.Count > 0).ToList();
        var whole = results.Where(result => result.Strategy == SelectionRow.Whole).Select(result => result.Value).DefaultIfEmpty(double.NaN).Average();
        var values = curves.SelectMany(curve => curve.Points.Select(point => point.Value)).Append(whole).Where(double.IsFinite).ToList();
        var (low, high) = (Math.Floor(values.Min() * 20) / 20, Math.Ceiling(values.Max() * 20) / 20);
        var most = row.Budgets[^1];
        double X(double labels) => Left + (labels / most * (Width - Left - Right));
        double Y(double value) => Height - Bottom - ((value - low) / (high - low) * (Height - Bottom - Top));

        var svg = new StringBuilder();
        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">");
        Add($"<title>{row.Key}: {row.Metric} by the number of labels</title>");
        Add($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>");
        Add($"<text x=\"{Left}\" y=\"18\" font-weight=\"bold\">{row.Key}: {row.Metric} on the test items, mean of {curves.Max(curve => curve.Points.Max(point => point.Seeds))} seeds</text>");
        for (var value = low; value <= high + 1e-9; value += high - low > 0.25 ? 0.1 : 0.05)
        {
            Add($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):0.0}\" y2=\"{Y(value):0.0}\" stroke=\"#ddd\"/>");
            Add($"<text x=\"{Left - 8}\" y=\"{Y(value) + 4:0.0}\" text-anchor=\"end\">{value:0.00}</text>");
        }

        foreach (var budget in row.Budgets)
        {
            Add($"<text x=\"{X(budget):0.0}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{budget}</text>");
        }

        Add($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">labels</text>");
        if (double.IsFinite(whole))
        {
            Add($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(whole):0.0}\" y2=\"{Y(whole):0.0}\" stroke=\"#222\" stroke-dasharray=\"2 4\"/>");
        }

        var names = curves.Select(curve => (Name: curve.Strategy, curve.Points[^1].Value)).ToList();
        if (double.IsFinite(whole))
        {
            names.Add((SelectionRow.Whole, whole));
        }

        foreach (var (strategy, points) in curves)
        {
            var path = string.Join(" ", points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Labels):0.0},{Y(point.Value):0.0}")));
            var dash = strategy == "random" ? " stroke-dasharray=\"6 4\"" : "";
            Add($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{_colours.GetValueOrDefault(strategy, "#222")}\" stroke-width=\"2\"{dash}/>");
        }

        var last = double.NegativeInfinity; // names beside the ends of their curves, none over another
        foreach (var (name, value) in names.OrderByDescending(entry => entry.Value))
        {
            last = Math.Max(Y(value) + 4, last + 15);
            Add($"<text x=\"{Width - Right + 10}\" y=\"{last:0.0}\" fill=\"{_colours.GetValueOrDefault(name, "#222")}\">{name} {value:0.000}</text>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static List<(int Labels, double Value, int Seeds)> Means(IEnumerable<SelectionResult> results) =>
        [.. results.GroupBy(result => result.Labels).OrderBy(group => group.Key).Select(group => (group.Key, group.Average(result => result.Value), group.Count()))];
}
