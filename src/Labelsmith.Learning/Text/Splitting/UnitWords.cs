using Labelsmith.Domain;

namespace Labelsmith.Learning.Text.Splitting;

/// <summary>The words of a text's units that can tell a topic.</summary>
/// <param name="ByUnit">Numbers of words, 0 to <paramref name="Distinct"/> - 1.</param>
/// <param name="Distinct">How many different ones there are.</param>
/// <param name="Directions">By unit: as <see cref="WordMeanings"/> has them; null where meanings are not known.</param>
internal sealed record UnitWords(int[][] ByUnit, int Distinct, float[][]? Directions = null)
{
    private const int Parts = 10;

    /// <summary>Words are taken in lower case and by their beginnings, which joins the forms of a word; those that stand in too many tenths of the
    /// text tell no topic, so that no list of stop words, and no language, is needed.</summary>
    public static UnitWords Of(string text, List<Range> units, TextSplitterSettings settings, WordMeanings? meanings)
    {
        var stems = Stems(text, units, settings.StemLength);
        var partsOf = stems.Index()
            .SelectMany(unit => unit.Item.Distinct().Select(stem => (Stem: stem, Part: (long)unit.Index * Parts / units.Count)))
            .Distinct().GroupBy(entry => entry.Stem).ToDictionary(group => group.Key, group => group.Count());
        var numbers = new Dictionary<string, int>();
        int Number(string stem)
        {
            numbers.TryAdd(stem, numbers.Count);
            return numbers[stem];
        }

        int[][] words = [.. stems.Select(unit => unit.Where(stem => partsOf[stem] <= settings.MostTenths).Select(Number).ToArray())];
        return new UnitWords(words, numbers.Count, meanings?.Directions(stems));
    }

    /// <summary>By unit: the beginnings of its words, in lower case.</summary>
    public static List<List<string>> Stems(string text, List<Range> units, int length) =>
        units.ConvertAll(unit => Stems(text[unit], length).ToList());

    private static IEnumerable<string> Stems(string unit, int length) =>
        from word in Words.Find(unit)
        let text = unit[word].ToLowerInvariant()
        where char.IsLetter(text[0])
        select text.Length > length ? text[..length] : text;
}
