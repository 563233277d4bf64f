using Labelsmith.Domain;

namespace Labelsmith.Learning.Text.Splitting;

/// <summary>The words of a text's units that can tell a topic.</summary>
/// <param name="ByUnit">Numbers of words, 0 to <paramref name="Distinct"/> - 1.</param>
/// <param name="Distinct">How many different ones there are.</param>
internal sealed record UnitWords(int[][] ByUnit, int Distinct)
{
    private const int Parts = 10;

    /// <summary>Words are taken in lower case and by their beginnings, which joins the forms of a word; those that stand in too many tenths of the
    /// text tell no topic, so that no list of stop words, and no language, is needed.</summary>
    public static UnitWords Of(string text, List<Range> units, TextSplitterSettings settings)
    {
        var stems = units.ConvertAll(unit => Stems(text[unit], settings.StemLength).ToList());
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
        return new UnitWords(words, numbers.Count);
    }

    private static IEnumerable<string> Stems(string unit, int length) =>
        from word in Words.Find(unit)
        let text = unit[word].ToLowerInvariant()
        where char.IsLetter(text[0])
        select text.Length > length ? text[..length] : text;
}
