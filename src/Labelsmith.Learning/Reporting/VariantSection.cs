namespace Labelsmith.Learning.Reporting;

/// <summary>What the network learned from.</summary>
internal static class VariantSection
{
    /// <param name="sheet">As <see cref="VariantSheet"/> draws it; null: nothing is shown.</param>
    public static void Add(Html html, byte[]? sheet)
    {
        if (sheet is null)
        {
            return;
        }

        html.AddRaw("<h2>Variants</h2>\n<p class=\"soft\">Items as they are, each beside variants of the kind that the network learned from.</p>\n");
        html.Add($"<p><img class=\"sheet\" alt=\"Items and variants of them\" src=\"data:image/png;base64,{Convert.ToBase64String(sheet)}\"></p>\n");
    }
}
