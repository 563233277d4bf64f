using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Reads labelled items into memory.</summary>
internal static class ItemReading
{
    /// <summary>What could be read, in the items' order, decoded on all cores; what could not is left out and reported.</summary>
    /// <param name="goesOn">Asked after each item; null: always.</param>
    public static List<T> All<T>(
        IReadOnlyList<DataItem> items, Func<DataItem, T> read, LearningContext context, Func<bool>? goesOn = null)
    {
        var all = new List<T>(items.Count);
        var done = 0;
        foreach (var (value, fault) in Prefetch.Select(items, Try, 2 * Environment.ProcessorCount, context.Cancellation))
        {
            done++;
            if (goesOn?.Invoke() == false)
            {
                break;
            }

            if (fault is not null)
            {
                context.LeaveOut(fault);
                continue;
            }

            all.Add(value!);
            if (done % 100 == 0)
            {
                context.Tell(LearningStage.Preprocess, (double)done / items.Count);
            }
        }

        return all;

        (T? Value, Fault? Fault) Try(DataItem item)
        {
            try
            {
                return (read(item), null);
            }
            catch (BadItemException bad)
            {
                return (default, bad.Fault);
            }
        }
    }
}
