using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Features;

/// <summary>An item, and what it is known by in a cache.</summary>
/// <param name="Hash">Null: it cannot be read.</param>
/// <param name="Fault">Why not.</param>
internal readonly record struct HashedItem(DataItem Item, UInt128? Hash, Fault? Fault)
{
    private const int BatchSize = 64;

    /// <summary>In the items' order, read on all cores.</summary>
    public static List<HashedItem> Of(IReadOnlyList<DataItem> items, CancellationToken cancellation)
    {
        var all = new List<HashedItem>(items.Count);
        foreach (var batch in Prefetch.Select(
            items.Chunk(BatchSize), batch => Array.ConvertAll(batch, Of), 2 * Environment.ProcessorCount, cancellation))
        {
            all.AddRange(batch);
        }

        return all;
    }

    private static HashedItem Of(DataItem item)
    {
        try
        {
            return new HashedItem(item, ContentHash.Of(item), null);
        }
        catch (BadItemException bad)
        {
            return new HashedItem(item, null, bad.Fault);
        }
    }
}
