namespace Labelsmith.Learning.Reporting;

/// <summary>An excerpt with its spans: predicted ones are tinted, true ones underlined, in their class's colour.</summary>
internal static class MarkedText
{
    public static void Add(Html html, string text, IReadOnlyList<TextMark> marks)
    {
        int[] edges =
        [
            .. marks.SelectMany(mark => new[] { mark.Start, mark.End }).Append(0).Append(text.Length)
                .Select(edge => Math.Clamp(edge, 0, text.Length)).Distinct().Order(),
        ];
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            var (start, end) = (edges[i], edges[i + 1]);
            var covering = marks.Where(mark => mark.Start <= start && mark.End >= end).ToList();
            if (covering.Count == 0)
            {
                html.Add($"{text[start..end]}");
                continue;
            }

            var tint = covering.Find(mark => !mark.IsTruth) is { } guess ? ClassColor.Css(guess.Class) : "transparent";
            var line = covering.Find(mark => mark.IsTruth) is { } truth ? ClassColor.Css(truth.Class) : "transparent";
            html.Add($"<span class=\"mark\" style=\"--tint: {tint}; --line: {line}\">{text[start..end]}</span>");
        }
    }
}
