using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Text;
using Labelsmith.Media;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Reporting;

/// <summary>An explanation for people: one HTML file without scripts or anything from elsewhere.</summary>
/// <param name="medium">Of the items.</param>
/// <param name="find">Gives an item by its id; null: it is not at hand, and is named only.</param>
public sealed class ExplanationPage(Medium medium, Func<string, DataItem?> find)
{
    private const int ExcerptLength = 200;
    private const int SpectrogramWidth = 440;
    private const int SpectrogramHeight = 128;

    /// <exception cref="BadItemException">The explained item cannot be read.</exception>
    public string Render(Explanation explanation, DataItem item)
    {
        var html = new Html();
        ReportPage.Begin(html, $"{explanation.ItemId}: why {explanation.Class}");
        html.Add($"<h1>Why ‘{explanation.Class}’?</h1>\n<p class=\"soft\">{explanation.ItemId}: {100 * explanation.Probability:0.0} % probable. ");
        html.Add($"{Meaning(explanation)}</p>\n");
        if (explanation.HeatMap is { } map)
        {
            Picture(html, HeatPicture.Of(Look(item), map), explanation.ItemId);
        }

        if (explanation.Words is { } words)
        {
            Words(html, TextContent.Read(item), words);
        }

        Neighbours(html, explanation.Neighbours);
        html.AddRaw("</body>\n</html>\n");
        return html.ToString();
    }

    private static string Meaning(Explanation explanation) => explanation.Method switch
    {
        ExplainingMethods.GradCam => "Orange: where the features lie that speak for the class (Grad-CAM).",
        ExplainingMethods.Occlusion => "Orange: covering this makes the class less probable; blue: more probable (occlusion).",
        _ => "Orange: words that speak for the class; blue: against it (integrated gradients; their weights add up to the difference from an empty text).",
    };

    private PixelSource Look(DataItem item) => medium == Medium.Audio
        ? SpectrogramPicture.Of(SoundFile.Read(item.Source, item.Id), SpectrogramWidth, SpectrogramHeight)
        : ImageFile.Read(item.Source, item.Id);

    private static void Picture(Html html, byte[] png, string name) =>
        html.Add($"<figure style=\"max-width: 440px\"><img alt=\"{name}\" style=\"max-height: none\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"></figure>\n");

    private static void Words(Html html, string text, IReadOnlyList<WordWeight> words)
    {
        var strongest = words.Count > 0 ? words.Max(word => Math.Abs(word.Weight)) : 0;
        var at = 0;
        html.AddRaw("<blockquote style=\"font-size: 14px; max-height: none\">");
        foreach (var word in words)
        {
            var share = strongest > 0 ? Math.Round(70 * Math.Abs(word.Weight) / strongest) : 0;
            html.Add($"{text[at..word.Start]}<span title=\"{word.Weight.ToString("+0.000;-0.000", CultureInfo.InvariantCulture)}\" ");
            html.Add($"style=\"background: color-mix(in srgb, {(word.Weight < 0 ? "#0072b2" : "#e66100")} {share}%, transparent)\">{text[word.Start..word.End]}</span>");
            at = word.End;
        }

        html.Add($"{text[at..]}</blockquote>\n");
    }

    private void Neighbours(Html html, IReadOnlyList<Neighbour> neighbours)
    {
        if (neighbours.Count == 0)
        {
            return;
        }

        html.Add($"<h2>Because it looks like these</h2>\n<div class=\"samples{(medium == Medium.Text ? " texts" : "")}\">\n");
        foreach (var neighbour in neighbours)
        {
            html.AddRaw("<figure>");
            if (find(neighbour.ItemId) is { } item)
            {
                Show(html, item);
            }

            html.Add($"<figcaption>{neighbour.Label} <span class=\"soft\" title=\"cosine of the angle between features\">{neighbour.Similarity:0.00}</span>");
            html.Add($"<br><span class=\"soft\">{neighbour.ItemId}</span></figcaption></figure>\n");
        }

        html.AddRaw("</div>\n");
    }

    private void Show(Html html, DataItem item)
    {
        try
        {
            if (medium == Medium.Text)
            {
                var text = TextContent.Read(item);
                html.Add($"<blockquote>{(text.Length > ExcerptLength ? $"{text.AsSpan(0, ExcerptLength)}…" : text)}</blockquote>");
                return;
            }

            html.Add($"<img class=\"small\" alt=\"{item.Id}\" src=\"data:image/png;base64,{Convert.ToBase64String(ReportPicture.Of(Look(item)))}\">");
        }
        catch (BadItemException)
        {
            // it was readable when it was learned from; its name and label are still told
        }
    }
}
