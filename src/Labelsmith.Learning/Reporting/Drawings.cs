using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Reporting;

/// <summary>Images that a model made itself, for a report.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Images">A few dozen at most.</param>
public sealed record Drawings(string Title, IReadOnlyList<PixelSource> Images)
{
    internal void Add(Html html)
    {
        html.Add($"<h2>{Title}</h2>\n<div class=\"samples drawings\">\n");
        foreach (var image in Images)
        {
            html.Add($"<figure><img class=\"small\" alt=\"\" src=\"data:image/png;base64,{Convert.ToBase64String(ReportPicture.Of(image))}\"></figure>\n");
        }

        html.AddRaw("</div>\n");
    }
}
