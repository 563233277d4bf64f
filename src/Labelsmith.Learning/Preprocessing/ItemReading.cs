using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Reads items into memory.</summary>
internal static class ItemReading
{
    private const long MostPoolBytes = 512L << 20;
    private const double MostPoolTime = 0.15; // of the budget

    /// <summary>Unlabelled images: all, or as many of a random draw as memory and a share of the time allow. The report says how many.</summary>
    /// <param name="bytes">That one of them takes, above 0.</param>
    public static List<T> Pool<T>(IReadOnlyList<DataItem> pool, Func<DataItem, T> read, long bytes, LearningContext context)
    {
        var drawn = pool.ToArray();
        new Random(context.Seed).Shuffle(drawn);
        var start = context.Clock.Elapsed;
        var images = All(
            drawn[..(int)Math.Min(pool.Count, MostPoolBytes / bytes)], read, context,
            () => context.Clock.Budget is not { } budget || context.Clock.Elapsed - start < MostPoolTime * budget);
        context.Note(images.Count switch
        {
            0 => "There are no unlabelled images to learn from, so the labelled ones alone were learned from.",
            var count when count < pool.Count => $"{count} of {pool.Count} unlabelled images were learned from: a random draw.",
            var count => $"All {count} unlabelled images were learned from.",
        });
        return images;
    }

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
