using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Quality;

/// <summary>Finds items that are much larger or smaller than the others.</summary>
internal static class WrongSizes
{
    private const int LeastItems = 10; // fewer have no usual size
    private const double UsualShare = 0.9; // have exactly the same size, where that is the rule

    public static IEnumerable<Finding> Find(IReadOnlyList<DataItem> items, IReadOnlyList<ItemLook> looks, Medium medium)
    {
        var readable = Enumerable.Range(0, items.Count).Where(i => looks[i].Size > 0).ToList();
        if (readable.Count < LeastItems)
        {
            return [];
        }

        var (usual, count) = readable.GroupBy(i => looks[i].Shape).Select(group => (group.Key, group.Count())).MaxBy(pair => pair.Item2);
        if (medium == Medium.Image && count >= UsualShare * readable.Count)
        {
            return readable.Where(i => looks[i].Shape != usual)
                .Select(i => new Finding(FindingKind.WrongSize, items[i].Id, [], $"It has {looks[i].Shape}, while nearly all others have {usual}."));
        }

        var middle = readable.OrderBy(i => looks[i].Size).ElementAt(readable.Count / 2);
        var factor = medium switch { Medium.Image => 16, Medium.Audio => 10, _ => 50 };
        return readable.Where(i => looks[i].Size > factor * looks[middle].Size || looks[i].Size * factor < looks[middle].Size)
            .Select(i => new Finding(FindingKind.WrongSize, items[i].Id, [], $"It has {looks[i].Shape}; the median is {looks[middle].Shape}."));
    }
}
