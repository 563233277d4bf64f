using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>Gathers items and what is wrong with others; the first of two items of the same id stays.</summary>
internal sealed class ItemList
{
    private readonly List<DataItem> items = [];
    private readonly List<Fault> faults = [];
    private readonly Dictionary<string, string> ids = [];

    public IReadOnlyList<DataItem> Items => items;

    public IReadOnlyList<Fault> Faults => faults;

    /// <param name="where">Where the item stands, for the fault of a second one of the same id; null: the id says it.</param>
    public void Add(DataItem item, string? where = null)
    {
        if (ids.TryAdd(item.Id, where ?? item.Id))
        {
            items.Add(item);
        }
        else
        {
            Refuse(where ?? item.Id, $"The item '{item.Id}' is there already ({ids[item.Id]}): give this one another name or id. It is left out.");
        }
    }

    /// <summary>The item that was added last, with what became known of it since.</summary>
    public void ReplaceLast(DataItem item) => items[^1] = item;

    public void Refuse(Fault fault) => faults.Add(fault);

    public void Refuse(string where, string sentence) => faults.Add(new Fault(where, sentence));

    /// <exception cref="BadDataException">There is no item; the message says why the first one was refused.</exception>
    public IReadOnlyList<DataItem> OrThrow(DataFolder data, string whatIsMissing) => items.Count > 0
        ? items
        : throw new BadDataException(faults.Count > 0
            ? $"'{data.Name}' holds no item that can be used. {faults[0]}"
            : $"'{data.Name}' holds {whatIsMissing}.");
}
