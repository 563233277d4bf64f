using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Runs;

/// <summary>Decides which items are tested on, learned from and predicted, before anything else happens.</summary>
/// <remarks>Test: what was brought for it, else the data's own labelled test split, else a fifth of all items with truth.
/// The rest with truth is the labelled set, of which a request may keep a part; the others then join the pool without their
/// labels. Validation: the data's own unless labels were cut, else a fifth of the labelled set, never the last label of a class. Items of a test split
/// never join the pool.</remarks>
public static class Splitting
{
    private const int Fifth = 5;

    /// <param name="items">In the data's order.</param>
    /// <param name="broughtTest">Null: the test items are among <paramref name="items"/>.</param>
    /// <param name="labelOf">What to stratify labelled items by, never null for them; null: by nothing.</param>
    /// <param name="labelled">Keep this many labelled items; null: all.</param>
    /// <param name="labelledPerClass">Keep this many of each class; null: all.</param>
    /// <exception cref="BadDataException">There are too few labelled items.</exception>
    public static Splits Split(
        IReadOnlyList<DataItem> items,
        IReadOnlyList<DataItem>? broughtTest,
        Func<DataItem, string>? labelOf,
        int? labelled,
        int? labelledPerClass,
        int seed)
    {
        var draw = new StratifiedDraw(labelOf ?? (_ => ""), seed);
        var truth = items.Where(item => item.IsLabelled).ToList();
        var test = broughtTest
            ?? (truth.Where(item => item.Split == Domain.Datasets.Split.Test).ToList() is { Count: > 0 } own ? own : null)
            ?? draw.Of(truth, FifthOf(truth.Count, least: 1), "test");
        List<DataItem> known = broughtTest is null
            ? Without(truth, test)
            : [.. truth.Where(item => item.Split != Domain.Datasets.Split.Test)];
        return test.Count > 0 && Divide(items, known, test, draw, labelOf, labelled, labelledPerClass) is { Train.Count: > 0 } splits
            ? splits
            : throw new BadDataException(
                $"{truth.Count} labelled items are too few to learn from and to test on: label at least 2, better 20.");
    }

    /// <summary>Splits for cross-validation: every labelled item, whichever split the data gives it, is tested on once.</summary>
    /// <returns><paramref name="count"/> splits, and one with all labelled items to learn from and none to test on.</returns>
    /// <inheritdoc cref="Split"/>
    public static (IReadOnlyList<Splits> Folds, Splits Whole) Folds(
        IReadOnlyList<DataItem> items,
        int count,
        Func<DataItem, string>? labelOf,
        int? labelled,
        int? labelledPerClass,
        int seed)
    {
        var draw = new StratifiedDraw(labelOf ?? (_ => ""), seed);
        IReadOnlyList<DataItem> all = [.. items.Select(item => item.IsLabelled ? item with { Split = null } : item)];
        var truth = all.Where(item => item.IsLabelled).ToList();
        if (truth.Count < count)
        {
            throw new BadDataException($"{truth.Count} labelled items are too few for {count} folds: label more, or ask for fewer folds.");
        }

        Splits Fold(List<DataItem> test) => Divide(all, Without(truth, test), test, draw, labelOf, labelled, labelledPerClass);
        return ([.. draw.Deal(truth, count, "folds").Select(Fold)], Fold([]));
    }

    /// <summary>Divides what is not tested on.</summary>
    /// <param name="known">With truth.</param>
    private static Splits Divide(
        IReadOnlyList<DataItem> items, List<DataItem> known, IReadOnlyList<DataItem> test, StratifiedDraw draw,
        Func<DataItem, string>? labelOf, int? labelled, int? labelledPerClass)
    {
        var kept = Keep(draw, known, labelOf, labelled, labelledPerClass);
        var isCut = kept.Count < known.Count;
        var ownValidation = isCut ? [] : kept.Where(item => item.Split == Domain.Datasets.Split.Validation).ToList();
        var validation = ownValidation.Count > 0 && ownValidation.Count < kept.Count
            ? ownValidation
            : HoldOut(draw, kept, "validation");
        var keptIds = kept.Select(item => item.Id).ToHashSet();
        var testIds = test.Select(item => item.Id).ToHashSet();
        var pool = items
            .Where(item => !keptIds.Contains(item.Id) && !testIds.Contains(item.Id) && item.Split != Domain.Datasets.Split.Test)
            .Select(item => item with { ReadTruth = null });
        return new Splits(Without(kept, validation), validation, test, [.. pool]);
    }

    /// <summary>Draws a fifth, but never the last label of a class: it has to be learned from.</summary>
    internal static List<DataItem> HoldOut(StratifiedDraw draw, IReadOnlyList<DataItem> labelled, string purpose)
    {
        var spare = Without(labelled, draw.OfEach(labelled, 1, purpose));
        return draw.Of(spare, Math.Min(FifthOf(labelled.Count, least: 0), spare.Count), purpose);
    }

    internal static List<DataItem> Without(IReadOnlyList<DataItem> items, IReadOnlyList<DataItem> others)
    {
        var ids = others.Select(item => item.Id).ToHashSet();
        return [.. items.Where(item => !ids.Contains(item.Id))];
    }

    private static List<DataItem> Keep(
        StratifiedDraw draw, List<DataItem> known, Func<DataItem, string>? labelOf, int? labelled, int? perClass)
    {
        if (perClass is { } each)
        {
            if (labelOf is null)
            {
                throw new BadDataException("A number of labelled items per class needs one class an item: give a total instead.");
            }

            return draw.OfEach(known, each, "kept");
        }

        return labelled is { } count && count < known.Count ? draw.Of(known, count, "kept") : known;
    }

    private static int FifthOf(int count, int least) =>
        Math.Max((int)Math.Round((double)count / Fifth, MidpointRounding.AwayFromZero), count > 1 ? least : 0);
}
