using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods.Training;

namespace Labelsmith.Learning.Runs;

/// <summary>Draws items so that every class gets its share.</summary>
/// <param name="labelOf">An item's class.</param>
/// <param name="seed">Each purpose draws with a generator of its own, so that no draw moves another.</param>
internal sealed class StratifiedDraw(Func<DataItem, string> labelOf, int seed)
{
    /// <summary>Draws <paramref name="count"/> items, in the data's order. Shares are rounded by largest remainder (Hamilton);
    /// where there are at least as many draws as classes, every class gets one.</summary>
    public List<DataItem> Of(IReadOnlyList<DataItem> items, int count, string purpose)
    {
        var strata = Strata(items, purpose);
        var shares = strata.ConvertAll(stratum => (double)stratum.Count * count / Math.Max(1, items.Count));
        var counts = shares.ConvertAll(share => (int)share);
        foreach (var i in Enumerable.Range(0, strata.Count).OrderByDescending(i => shares[i] - counts[i]).Take(count - counts.Sum()))
        {
            counts[i]++;
        }

        if (count >= strata.Count)
        {
            GiveEachOne(counts);
        }

        return InOrder(items, strata.Zip(counts, (stratum, one) => stratum.Take(one)).SelectMany(drawn => drawn));
    }

    /// <summary>Draws so many items of every class, or all where a class has fewer.</summary>
    public List<DataItem> OfEach(IReadOnlyList<DataItem> items, int count, string purpose) =>
        InOrder(items, Strata(items, purpose).SelectMany(stratum => stratum.Take(count)));

    /// <summary>Deals all items into so many hands of about the same size, every class to all of them; each in the data's order.</summary>
    public List<List<DataItem>> Deal(IReadOnlyList<DataItem> items, int hands, string purpose)
    {
        var dealt = Enumerable.Range(0, hands).Select(_ => new List<DataItem>()).ToList();
        foreach (var (index, item) in Strata(items, purpose).SelectMany(stratum => stratum).Index())
        {
            dealt[index % hands].Add(item);
        }

        return dealt.ConvertAll(hand => InOrder(items, hand));
    }

    private List<List<DataItem>> Strata(IReadOnlyList<DataItem> items, string purpose)
    {
        var random = new Random(Trainer.HashCode([seed, .. purpose.Select(letter => (int)letter)]));
        var strata = items.GroupBy(labelOf).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()).ToList();
        strata.ForEach(stratum => random.Shuffle(stratum));
        return strata.ConvertAll(stratum => stratum.ToList());
    }

    private static void GiveEachOne(List<int> counts)
    {
        for (var i = 0; i < counts.Count; i++)
        {
            if (counts[i] == 0)
            {
                counts[counts.IndexOf(counts.Max())]--;
                counts[i]++;
            }
        }
    }

    private static List<DataItem> InOrder(IReadOnlyList<DataItem> items, IEnumerable<DataItem> drawn)
    {
        var ids = drawn.Select(item => item.Id).ToHashSet();
        return [.. items.Where(item => ids.Contains(item.Id))];
    }
}
