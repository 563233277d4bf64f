using System.Globalization;

namespace Labelsmith.Learning.Reporting;

/// <summary>A line of an <see cref="XyPlot"/>.</summary>
/// <param name="Name">In the legend; empty: not there.</param>
/// <param name="Style">A class of <c>report.css</c>.</param>
/// <param name="Points">In the order in which they are joined.</param>
internal sealed record PlotLine(string Name, string Style, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Null: the style's.</summary>
    public string? Color { get; init; }

    /// <summary>Marks each point.</summary>
    public bool HasDots { get; init; }
}

/// <summary>One quantity over another, drawn as inline SVG.</summary>
/// <param name="title">What it shows.</param>
/// <param name="xTitle">Below the axis.</param>
/// <param name="x">Ends of the axis.</param>
/// <param name="y">Ends of the axis.</param>
internal sealed class XyPlot(
    string title, string xTitle, (double Low, double High) x, (double Low, double High) y, params PlotLine[] lines)
{
    private const double Width = 400, Height = 230, Left = 44, Bottom = 34, Top = 8, Right = 8;

    public void Add(Html html)
    {
        html.Add($"<figure style=\"flex: 1 1 400px; max-width: 500px\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title}\">");
        Grid(html);
        foreach (var line in lines)
        {
            html.Add($"<path class=\"{line.Style}\" style=\"{(line.Color is null ? "" : $"stroke: {line.Color}")}\" d=\"M{string.Join('L', line.Points.Select(point => $"{Text(X(point.X))} {Text(Y(point.Y))}"))}\"/>");
            foreach (var (across, up) in line.HasDots ? line.Points : [])
            {
                html.Add($"<circle class=\"{line.Style}-dot\" cx=\"{Text(X(across))}\" cy=\"{Text(Y(up))}\" r=\"2.5\"/>");
            }
        }

        html.Add($"</svg><figcaption class=\"legend\"><span>{title}</span>");
        foreach (var line in lines.Where(line => line.Name.Length > 0))
        {
            var swatch = line.Color ?? (line.Style.StartsWith("first", StringComparison.Ordinal) ? "var(--accent)" : "var(--second)");
            html.Add($"<span><i class=\"key\" style=\"--swatch: {swatch}\"></i>{line.Name}</span>");
        }

        html.AddRaw("</figcaption></figure>\n");
    }

    private void Grid(Html html)
    {
        foreach (var share in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            var (across, up) = (x.Low + (share * (x.High - x.Low)), y.Low + (share * (y.High - y.Low)));
            html.Add($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Text(Y(up))}\" y2=\"{Text(Y(up))}\"/>");
            html.Add($"<text x=\"{Left - 6}\" y=\"{Text(Y(up) + 4)}\" text-anchor=\"end\">{up:0.###}</text>");
            html.Add($"<text x=\"{Text(X(across))}\" y=\"{Height - Bottom + 15}\" text-anchor=\"middle\">{across:0.##}</text>");
        }

        html.Add($"<text x=\"{Text((Left + Width - Right) / 2)}\" y=\"{Height - 3}\" text-anchor=\"middle\">{xTitle}</text>");
    }

    private double X(double value) => Left + ((value - x.Low) / (x.High - x.Low) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((Math.Clamp(value, y.Low, y.High) - y.Low) / (y.High - y.Low) * (Height - Bottom - Top));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
