using CsCheck;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Runs;

public class SplittingTests
{
    private static readonly Gen<DataItem[]> _items =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4]).Array[10, 120].Select(rows => rows
            .Select((row, i) => Item($"item {i}", row.Item2 == 4 ? null : $"class {row.Item1}"))
            .Append(Item("one", "class 0")).Append(Item("two", "class 1")).Append(Item("three", "class 0"))
            .ToArray());

    [Fact]
    public void No_item_serves_twice_and_none_is_lost() => Gen.Select(_items, Gen.Int[0, 99]).Sample((items, seed) =>
    {
        var splits = Split(items, seed);
        var all = splits.Train.Concat(splits.Validation).Concat(splits.Test).Concat(splits.Pool).Select(item => item.Id).ToList();
        Assert.Equal(items.Select(item => item.Id).Order(), all.Order());
        Assert.All(splits.Pool, item => Assert.False(item.IsLabelled));
        Assert.All(splits.Train.Concat(splits.Validation).Concat(splits.Test), item => Assert.True(item.IsLabelled));
    });

    [Fact]
    public void A_seed_gives_the_same_splits_and_another_seed_others()
    {
        var items = Labelled(100);
        Assert.Equal(Ids(Split(items, 1).Test), Ids(Split(items, 1).Test));
        Assert.NotEqual(Ids(Split(items, 1).Test), Ids(Split(items, 2).Test));
    }

    [Fact]
    public void Test_and_validation_are_fifths_with_the_classes_in_their_shares() => Gen.Select(_items, Gen.Int[0, 99]).Sample((items, seed) =>
    {
        var splits = Split(items, seed);
        var labelled = items.Where(item => item.IsLabelled).ToList();
        Assert.Equal(Math.Round(labelled.Count / 5.0, MidpointRounding.AwayFromZero), splits.Test.Count);
        Assert.Equal(
            Math.Round((labelled.Count - splits.Test.Count) / 5.0, MidpointRounding.AwayFromZero), splits.Validation.Count);
        foreach (var ofClass in labelled.GroupBy(ItemTruth.LabelOf))
        {
            var share = (double)ofClass.Count() * splits.Test.Count / labelled.Count;
            Assert.InRange(splits.Test.Count(item => ItemTruth.LabelOf(item) == ofClass.Key), Math.Floor(share) - 1, Math.Ceiling(share) + 1);
        }
    });

    [Fact]
    public void What_is_cut_from_the_labelled_joins_the_pool_without_its_label()
    {
        var items = Labelled(100);
        var splits = Splitting.Split(items, null, ItemTruth.LabelOf, labelled: 20, null, seed: 3);
        Assert.Equal((16, 4, 20, 60), (splits.Train.Count, splits.Validation.Count, splits.Test.Count, splits.Pool.Count));
        Assert.Equal([5, 5, 5, 5], splits.Train.Concat(splits.Validation).GroupBy(ItemTruth.LabelOf).Select(group => group.Count()));
    }

    [Fact]
    public void Cutting_does_not_move_the_test_items()
    {
        var items = Labelled(100);
        var few = Splitting.Split(items, null, ItemTruth.LabelOf, 20, null, 3);
        var many = Splitting.Split(items, null, ItemTruth.LabelOf, 60, null, 3);
        Assert.Equal(Ids(few.Test), Ids(many.Test));
    }

    [Fact]
    public void A_number_for_each_class_is_kept_of_each()
    {
        var splits = Splitting.Split(Labelled(100), null, ItemTruth.LabelOf, null, labelledPerClass: 3, seed: 0);
        Assert.Equal(
            [3, 3, 3, 3], splits.Train.Concat(splits.Validation).GroupBy(ItemTruth.LabelOf).Select(group => group.Count()));
    }

    [Fact]
    public void The_datas_own_splits_are_kept_and_its_test_items_never_join_the_pool()
    {
        DataItem[] items =
        [
            .. Labelled(20),
            .. Labelled(10).Select(item => item with { Id = "v" + item.Id, Split = _validation }),
            .. Labelled(10).Select(item => item with { Id = "t" + item.Id, Split = _test }),
            Item("an unlabelled test item", null) with { Split = _test },
            Item("for the pool", null) with { Split = Domain.Datasets.Split.Unlabelled },
        ];
        var whole = Split(items, 0);
        Assert.Equal((20, 10, 10), (whole.Train.Count, whole.Validation.Count, whole.Test.Count));
        Assert.All(whole.Test, item => Assert.Equal(_test, item.Split));
        Assert.All(whole.Validation, item => Assert.Equal(_validation, item.Split));
        Assert.Equal(["for the pool"], Ids(whole.Pool));

        var cut = Splitting.Split(items, null, ItemTruth.LabelOf, labelled: 10, null, seed: 0);
        Assert.Equal((8, 2, 10, 21), (cut.Train.Count, cut.Validation.Count, cut.Test.Count, cut.Pool.Count));
    }

    [Fact]
    public void Folds_test_every_labelled_item_once_and_never_learn_from_it()
    {
        DataItem[] items = [.. Labelled(50).Select((item, i) => item with { Split = i < 10 ? _test : null }), Item("for the pool", null)];
        var (folds, whole) = Splitting.Folds(items, 5, ItemTruth.LabelOf, labelled: null, null, seed: 4);
        Assert.Equal(Ids(items[..50]).Order(), Ids(folds.SelectMany(fold => fold.Test)).Order());
        Assert.All(folds, fold => Assert.Empty(Ids(fold.Labelled.Concat(fold.Pool)).Intersect(Ids(fold.Test))));
        Assert.All(folds, fold => Assert.Equal((10, 40), (fold.Test.Count, fold.Labelled.Count())));
        Assert.All(folds, fold => Assert.All(fold.Test.GroupBy(ItemTruth.LabelOf), ofClass => Assert.InRange(ofClass.Count(), 2, 3)));
        Assert.Equal((50, 0, 1), (whole.Labelled.Count(), whole.Test.Count, whole.Pool.Count));
        var cut = Splitting.Folds(items, 5, ItemTruth.LabelOf, labelled: 8, null, seed: 4).Folds[0];
        Assert.Equal((8, 33), (cut.Labelled.Count(), cut.Pool.Count));
        Assert.Throws<BadDataException>(() => Splitting.Folds(items, 51, ItemTruth.LabelOf, null, null, 0));
    }

    [Fact]
    public void Too_few_labels_are_refused_with_a_sentence()
    {
        var failure = Assert.Throws<BadDataException>(() => Split([Item("a", "x"), Item("b", null)], 0));
        Assert.Contains("label at least 2", failure.Message, StringComparison.Ordinal);
    }

    private const Split _test = Domain.Datasets.Split.Test;
    private const Split _validation = Domain.Datasets.Split.Validation;

    private static Splits Split(IReadOnlyList<DataItem> items, int seed) =>
        Splitting.Split(items, null, ItemTruth.LabelOf, null, null, seed);

    private static IEnumerable<string> Ids(IEnumerable<DataItem> items) => items.Select(item => item.Id);

    private static DataItem[] Labelled(int count) => [.. Enumerable.Range(0, count).Select(i => Item($"item {i}", $"class {i % 4}"))];

    private static DataItem Item(string id, string? label) => new(id, new TextSource(id))
    {
        ReadTruth = label is null ? null : () => [new Answer { Id = "label", Control = "label", Labels = [label] }],
    };
}
