using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Quality;

namespace Labelsmith.Learning.Runs;

/// <summary>What a run works with after unusable items are gone.</summary>
/// <param name="Items">In the data's order.</param>
/// <param name="BroughtTest">What was brought to test on; null: the test items are among the others.</param>
/// <param name="Classes">K label names in id order.</param>
/// <param name="Findings">What is odd about the items.</param>
/// <param name="Groups">By id, the number of the group of near duplicates that an item is in.</param>
internal sealed record PreparedData(
    IReadOnlyList<DataItem> Items, IReadOnlyList<DataItem>? BroughtTest, IReadOnlyList<string> Classes, IReadOnlyList<Finding> Findings,
    IReadOnlyDictionary<string, int> Groups);

/// <summary>Leaves out empty, broken and duplicate items, and finds the classes.</summary>
internal static class Preparation
{
    public static PreparedData Prepare(LearningRequest request, TaskKind task, LearningContext context)
    {
        if (task == TaskKind.Segments && request.Data.Task is not (null or TaskKind.Segments))
        {
            // its labels are of whole recordings, and say nothing of segments
            request = request with { Data = request.Data with { Items = [.. request.Data.Items.Select(item => item with { ReadTruth = null, Split = null })] } };
        }

        foreach (var fault in request.Data.Faults.Concat(request.Test?.Faults ?? []))
        {
            context.LeaveOut(fault);
        }

        // the classes of a data set answer its own task: those of another one are found in its answers
        var areKnown = request.Data.Classes.Count > 0 && (request.Data.Task ?? task) == task;
        var classes = areKnown ? request.Data.Classes : FindClasses(request, task, context);
        if (task is TaskKind.Classification or TaskKind.Multilabel or TaskKind.Segmentation or TaskKind.Detection or TaskKind.Tagging && classes.Count == 0)
        {
            throw new BadDataException($"'{request.Data.Name}' has no labelled items: label a few first.");
        }

        var test = request.Test is null ? null : Usable(request.Test.Items.Where(item => item.IsLabelled), task, classes, context);
        var items = Usable(request.Data.Items, task, classes, context);
        var ownTest = request.Folds is null ? items.Where(item => item is { Split: Split.Test, IsLabelled: true }) : [];
        var testIds = (test ?? ownTest).Select(item => item.Id).ToHashSet();
        var check = DataCheck.Of(
            [.. test ?? [], .. items], request.Data.Medium, task == TaskKind.Classification ? ItemTruth.LabelOf : null, context);
        var unique = WithoutNear(WithoutCopies(items, test ?? [], testIds, context), testIds, check.Groups, context);
        return new PreparedData(unique, test, classes, check.Findings, check.Groups);
    }

    /// <summary>Drops labelled items that are nearly the same as a test item of the data's own: the model would be asked what it was told.</summary>
    private static List<DataItem> WithoutNear(
        List<DataItem> items, HashSet<string> testIds, IReadOnlyDictionary<string, int> groups, LearningContext context)
    {
        var tested = testIds.Where(groups.ContainsKey).GroupBy(id => groups[id]).ToDictionary(group => group.Key, group => group.Min(StringComparer.Ordinal)!);
        bool IsNear(DataItem item) =>
            item.IsLabelled && !testIds.Contains(item.Id) && groups.TryGetValue(item.Id, out var group) && tested.ContainsKey(group);
        foreach (var item in items.Where(IsNear))
        {
            context.LeaveOut(new Fault(
                item.Id, $"It is nearly the same as the test item '{tested[groups[item.Id]]}': it was left out of training."));
        }

        return [.. items.Where(item => !IsNear(item))];
    }

    /// <summary>The labels that occur, by name.</summary>
    private static List<string> FindClasses(LearningRequest request, TaskKind task, LearningContext context)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        if (task == TaskKind.Regression)
        {
            return []; // the labels, if any, are numbers
        }

        foreach (var item in request.Data.Items.Where(item => item.IsLabelled))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                names.UnionWith(item.ReadTruth!()
                    .Where(answer => (answer.Region is null) == (task is TaskKind.Classification or TaskKind.Multilabel))
                    .SelectMany(answer => answer.Labels));
            }
            catch (BadItemException)
            {
                continue; // reported where it is read to be learned from
            }
        }

        if (task == TaskKind.Segmentation && request.Data.Background is { } background)
        {
            names.Remove(background);
            return [background, .. names];
        }

        return [.. names];
    }

    /// <summary>Without empty items, and without those whose label for the whole item cannot be used.</summary>
    private static List<DataItem> Usable(
        IEnumerable<DataItem> items, TaskKind task, IReadOnlyList<string> classes, LearningContext context)
    {
        var usable = new List<DataItem>();
        foreach (var item in items)
        {
            try
            {
                CheckContent(item);
                if (item.IsLabelled)
                {
                    CheckTruth(item, task, classes);
                }

                usable.Add(item);
            }
            catch (BadItemException bad)
            {
                context.LeaveOut(bad.Fault);
            }
        }

        return usable;
    }

    private static void CheckTruth(DataItem item, TaskKind task, IReadOnlyList<string> classes)
    {
        switch (task)
        {
            case TaskKind.Classification: ItemTruth.ClassOf(item, classes); break;
            case TaskKind.Multilabel: ItemTruth.LabelsOf(item, classes); break;
            case TaskKind.Regression: ItemTruth.NumberOf(item); break;
            default: break; // regions are read where they are learned from
        }
    }

    private static void CheckContent(DataItem item)
    {
        var sentence = item.Source switch
        {
            TextSource { Text: var text } when string.IsNullOrWhiteSpace(text) => "The text is empty: it was left out.",
            FileSource { Path: var path } when !File.Exists(path) => "The file is gone: put it back or read the data again.",
            FileSource { Path: var path } when new FileInfo(path).Length == 0 => "The file is empty: copy or export it again.",
            _ => null,
        };
        if (sentence is not null)
        {
            throw new BadItemException(new Fault(item.Id, sentence));
        }
    }

    /// <summary>Drops labelled items that equal, byte for byte, an earlier labelled one or a test item. Items without labels
    /// stay: somebody may wait for their predictions.</summary>
    private static List<DataItem> WithoutCopies(
        List<DataItem> items, IReadOnlyList<DataItem> broughtTest, HashSet<string> testIds, LearningContext context)
    {
        var seen = new Dictionary<string, string>();
        foreach (var item in broughtTest.Concat(items.Where(item => testIds.Contains(item.Id))))
        {
            seen.TryAdd(Fingerprint(item), item.Id);
        }

        var labelled = items.Where(item => item.IsLabelled && !testIds.Contains(item.Id));
        var copies = new HashSet<string>();
        foreach (var chunk in Prefetch.Select(
            labelled.Chunk(256), chunk => Array.ConvertAll(chunk, item => (item.Id, Print: Fingerprint(item))),
            2 * Environment.ProcessorCount, context.Cancellation))
        {
            foreach (var (id, print) in chunk)
            {
                if (!seen.TryAdd(print, id))
                {
                    copies.Add(id);
                    context.LeaveOut(new Fault(id,
                        $"It is an exact copy of the {(testIds.Contains(seen[print]) ? "test item" : "item")} '{seen[print]}': it was left out of training."));
                }
            }
        }

        return [.. items.Where(item => !copies.Contains(item.Id))];
    }

    /// <summary>An item that cannot be read equals no other; it is reported where it is decoded.</summary>
    private static string Fingerprint(DataItem item)
    {
        try
        {
            return ContentHash.Of(item).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (BadItemException)
        {
            return item.Id;
        }
    }
}
