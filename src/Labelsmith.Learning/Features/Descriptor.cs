using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Features;

/// <summary>Describes each item by numbers of its own, without a look at the others: what can be kept for later.</summary>
/// <param name="Key">What the numbers mean; other numbers need another key.</param>
/// <param name="Describe">One answer for each item, in their order, as they are asked for.</param>
internal sealed record Descriptor(string Key, Func<IEnumerable<DataItem>, CancellationToken, IEnumerable<Description>> Describe)
{
    private const int BatchSize = 32; // a task for each small item would cost more than the item

    /// <summary>True: what it says of an item hangs on the others, so that all are described, or none.</summary>
    public bool NeedsAll { get; init; }

    /// <summary>One that works item by item, here on all cores.</summary>
    /// <param name="describe">May throw <see cref="BadItemException"/>.</param>
    public static Descriptor OfEach(string key, Func<DataItem, float[]> describe)
    {
        return new Descriptor(key, (items, cancellation) => Prefetch
            .Select(items.Chunk(BatchSize), batch => Array.ConvertAll(batch, Try), 2 * Environment.ProcessorCount, cancellation)
            .SelectMany(batch => batch));

        Description Try(DataItem item)
        {
            try
            {
                return new Description(describe(item));
            }
            catch (BadItemException bad)
            {
                return new Description(null, bad.Fault);
            }
        }
    }
}

/// <summary>What a descriptor says of an item.</summary>
/// <param name="Values">Shape (D), finite, the same D for all items; null: the item could not be read.</param>
/// <param name="Fault">Why not.</param>
internal readonly record struct Description(float[]? Values, Fault? Fault = null);
