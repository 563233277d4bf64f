using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Quality;

/// <summary>Looks at items before anything is learned from them.</summary>
/// <param name="Findings">What a person should look at, the worst kind first.</param>
/// <param name="Groups">By id, the number of the group of near duplicates that an item is in; items without such are not here.</param>
internal sealed record DataCheck(IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, int> Groups)
{
    // absolute bounds, not shares of the time: how data is split must not depend on how fast a machine is
    private const int MostItems = 200_000;
    private const long MostBytes = 1L << 30;

    /// <param name="items">Test items included; exact copies may be left out.</param>
    /// <param name="labelOf">The label of a labelled item; null: items have more than one.</param>
    public static DataCheck Of(IReadOnlyList<DataItem> items, Medium medium, Func<DataItem, string>? labelOf, LearningContext context)
    {
        var looked = Bounded(items, context);
        var looks = new List<ItemLook>(looked.Count);
        foreach (var chunk in Prefetch.Select(
            looked.Chunk(64), chunk => Array.ConvertAll(chunk, item => ItemLook.At(item, medium)), 2 * Environment.ProcessorCount, context.Cancellation))
        {
            looks.AddRange(chunk);
        }

        var groups = NearDuplicates.Groups([.. looks.Select(look => look.Signature)], context.Cancellation);
        List<Finding> findings =
        [
            .. groups.Select(group => OfGroup(group, looked, labelOf)),
            .. WrongSizes.Find(looked, looks, medium),
            .. looked.Zip(looks).Where(pair => pair.Second.Sentence is not null)
                .Select(pair => new Finding(FindingKind.MixedEncoding, pair.First.Id, [], pair.Second.Sentence!)),
        ];
        return new DataCheck(
            [.. findings.OrderBy(finding => finding.Kind)],
            groups.SelectMany((group, number) => group.Select(i => (looked[i].Id, number))).DistinctBy(pair => pair.Id).ToDictionary());
    }

    private static IReadOnlyList<DataItem> Bounded(IReadOnlyList<DataItem> items, LearningContext context)
    {
        var (bytes, count) = (0L, 0);
        while (count < items.Count && count < MostItems && bytes < MostBytes)
        {
            bytes += items[count++].Source is FileSource file && File.Exists(file.Path) ? new FileInfo(file.Path).Length : 0;
        }

        if (count < items.Count)
        {
            context.Note($"Near duplicates were looked for among the first {count} items only, for there are {items.Count}.");
        }

        return count == items.Count ? items : [.. items.Take(count)];
    }

    private static Finding OfGroup(int[] group, IReadOnlyList<DataItem> items, Func<DataItem, string>? labelOf)
    {
        var ids = Array.ConvertAll(group, i => items[i].Id);
        var labels = labelOf is null ? [] : group.Where(i => items[i].IsLabelled).Select(i => labelOf(items[i])).Distinct().Order(StringComparer.Ordinal).ToList();
        string[] others = [.. ids.Skip(1).Take(Finding.MostOthers)];
        var many = ids.Length == 2 ? "2 items" : $"{ids.Length} items";
        return labels.Count > 1
            ? new Finding(FindingKind.Contradiction, ids[0], others, $"{many} are nearly the same, but their labels are {string.Join(" and ", labels)}: correct the wrong one.")
            : new Finding(FindingKind.NearDuplicate, ids[0], others, $"{many} are nearly the same: they stay on one side of the split into training and test.");
    }
}
