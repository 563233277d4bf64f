using System.Globalization;
using System.Text;

namespace Labelsmith.Learning.Reporting;

/// <summary>One line of a <see cref="CurvePlot"/>.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Style">A class of <c>report.css</c>.</param>
/// <param name="Values">Shape (epochs); NaN leaves a gap.</param>
internal sealed record Curve(string Name, string Style, double[] Values);

/// <summary>Curves over epochs, drawn as inline SVG.</summary>
internal sealed class CurvePlot(string title, int[] epochs, Curve[] curves)
{
    private const double Width = 400, Height = 170, Left = 44, Bottom = 22, Top = 8, Right = 8;

    private readonly double[] _finite = [.. curves.SelectMany(curve => curve.Values).Where(double.IsFinite)];

    public void Add(Html html)
    {
        if (_finite.Length == 0)
        {
            return;
        }

        html.Add($"<figure style=\"flex: 1 1 400px; max-width: 500px\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title} by epoch\">");
        Grid(html);
        foreach (var curve in curves.Where(curve => curve.Values.Any(double.IsFinite)))
        {
            html.Add($"<path class=\"{curve.Style}\" d=\"{Path(curve.Values)}\"/>");
            for (var i = 0; i < epochs.Length && epochs.Length <= 60; i++)
            {
                if (double.IsFinite(curve.Values[i]))
                {
                    html.Add($"<circle class=\"{curve.Style}-dot\" cx=\"{Text(X(i))}\" cy=\"{Text(Y(curve.Values[i]))}\" r=\"2.5\">");
                    html.Add($"<title>Epoch {epochs[i]}: {curve.Values[i]:G4}</title></circle>");
                }
            }
        }

        html.Add($"</svg><figcaption class=\"legend\"><span>{title}</span>");
        foreach (var curve in curves.Where(curve => curve.Values.Any(double.IsFinite)))
        {
            var swatch = curve.Style == "first" ? "var(--accent)" : "var(--second)";
            html.Add($"<span><i class=\"key\" style=\"--swatch: {swatch}\"></i>{curve.Name}</span>");
        }

        html.AddRaw("</figcaption></figure>\n");
    }

    private double Low => _finite.Min();

    private double Range => _finite.Max() is var high && high > Low ? high - Low : 1;

    private void Grid(Html html)
    {
        foreach (var share in new[] { 0, 0.5, 1 })
        {
            var value = Low + share * Range;
            html.Add($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Text(Y(value))}\" y2=\"{Text(Y(value))}\"/>");
            html.Add($"<text x=\"{Left - 6}\" y=\"{Text(Y(value) + 4)}\" text-anchor=\"end\">{value:G3}</text>");
        }

        html.Add($"<text x=\"{Left}\" y=\"{Height - 4}\">epoch {epochs[0]}</text>");
        if (epochs.Length > 1)
        {
            html.Add($"<text x=\"{Width - Right}\" y=\"{Height - 4}\" text-anchor=\"end\">{epochs[^1]}</text>");
        }
    }

    private string Path(double[] values)
    {
        var path = new StringBuilder();
        var isPenDown = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                path.Append(isPenDown ? 'L' : 'M').Append(Text(X(i))).Append(' ').Append(Text(Y(values[i])));
            }

            isPenDown = double.IsFinite(values[i]);
        }

        return path.ToString();
    }

    private double X(int i) => Left + (epochs.Length > 1 ? (double)i / (epochs.Length - 1) : 0) * (Width - Left - Right);

    private double Y(double value) => Height - Bottom - (value - Low) / Range * (Height - Bottom - Top);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
