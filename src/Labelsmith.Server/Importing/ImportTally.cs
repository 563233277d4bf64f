using Labelsmith.Domain.Datasets;

namespace Labelsmith.Server.Importing;

/// <summary>Counts an import while it goes on, from several threads.</summary>
internal sealed class ImportTally
{
    private const int MostFaults = 1000;

    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private readonly SortedSet<string> unknownLabels = new(StringComparer.Ordinal);
    private int added;
    private int updated;
    private int skipped;
    private int withoutLabels;
    private int unsaid;

    public ImportTally(IEnumerable<Fault> first)
    {
        foreach (var fault in first)
        {
            Add(fault);
        }
    }

    public ImportReport Report => new(
        added, updated, skipped,
        unsaid == 0
            ? [.. faults]
            : [.. faults, new Fault("…", $"{unsaid} more of the kind: mend these first, and import again.")]);

    public void Add(Fault fault)
    {
        lock (gate)
        {
            if (faults.Count < MostFaults)
            {
                faults.Add(fault);
            }
            else
            {
                unsaid++;
            }
        }
    }

    public void AddUnknownLabels(IEnumerable<string> names)
    {
        lock (gate)
        {
            withoutLabels++;
            unknownLabels.UnionWith(names);
        }
    }

    /// <summary>One sentence for all of them: a data set with other names has it on each item.</summary>
    public void TellUnknownLabels(string where)
    {
        if (unknownLabels.Count > 0)
        {
            var names = string.Join(
                ", ", unknownLabels.Take(20).Select(name => $"'{name}'")) + (unknownLabels.Count > 20 ? ", …" : "");
            var items = withoutLabels == 1 ? "1 item" : $"{withoutLabels} items";
            faults.Insert(0, new Fault(
                where,
                $"The project has no label for {names}, so the labels of {items} were left out: add the labels to the schema and import again."));
        }
    }

    public void CountAdded(int count) => added += count;

    public void CountUpdated(int count) => updated += count;

    public void CountSkipped(int count) => skipped += count;

    public void Take(ImportReport report)
    {
        (added, updated, skipped) = (added + report.Added, updated + report.Updated, skipped + report.Skipped);
        foreach (var fault in report.Faults)
        {
            Add(fault);
        }
    }
}
