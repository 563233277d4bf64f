namespace Labelsmith.Learning.Text.Splitting;

/// <summary>What a text is split between: its lines, or its sentences where it is a single line.</summary>
internal static class TextUnits
{
    private const string SentenceEnds = ".!?…。！？";

    /// <summary>Where the units are, in UTF-16 code units, without white space at their ends; blank ones are none.</summary>
    public static List<Range> Find(string text)
    {
        var lines = Cut(text, at => text[at] == '\n');
        return lines.Count > 1 ? lines : Cut(text, at => EndsSentence(text, at));
    }

    /// <summary>Whether a boundary stands after each unit but the last, as a segmentation has it.</summary>
    /// <param name="starts">Where segments begin, in any order.</param>
    /// <returns>Shape (N-1) for N units; empty for none.</returns>
    public static bool[] Boundaries(List<Range> units, IEnumerable<int> starts)
    {
        var boundaries = new bool[Math.Max(0, units.Count - 1)];
        foreach (var start in starts)
        {
            // a segment may begin in the white space before its first unit
            var first = units.FindIndex(unit => unit.End.Value > start);
            if (first > 0)
            {
                boundaries[first - 1] = true;
            }
        }

        return boundaries;
    }

    private static bool EndsSentence(string text, int at) =>
        SentenceEnds.Contains(text[at], StringComparison.Ordinal)
        && (text[at] >= '\u3000' || at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]));

    private static List<Range> Cut(string text, Func<int, bool> isEnd)
    {
        var units = new List<Range>();
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && !isEnd(at))
            {
                continue;
            }

            var end = Math.Min(text.Length, at + 1);
            var (first, last) = (start, end);
            while (first < last && char.IsWhiteSpace(text[first]))
            {
                first++;
            }

            while (last > first && char.IsWhiteSpace(text[last - 1]))
            {
                last--;
            }

            if (last > first)
            {
                units.Add(first..last);
            }

            start = end;
        }

        return units;
    }
}
