using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Selection;
using static Labelsmith.Learning.Tests.Selection.Situations;

namespace Labelsmith.Learning.Tests.Selection;

/// <summary>What every strategy must do. A new one is tested by being in the list.</summary>
[Collection(TorchTests.Name)]
public class SelectionContract
{
    public static TheoryData<string> Keys => [.. SelectionCatalog.All.Select(strategy => strategy.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void The_same_seed_chooses_the_same(string key) =>
        Assert.Equal(Choose(key, Any(60, 10), 12, seed: 3), Choose(key, Any(60, 10), 12, seed: 3));

    [Theory, MemberData(nameof(Keys))]
    public void No_item_is_chosen_twice_and_none_that_is_labelled(string key)
    {
        var chosen = Choose(key, Any(60, 10), 30);
        Assert.Equal(30, chosen.Distinct().Count());
        Assert.All(chosen, item => Assert.InRange(item, 10, 59));
    }

    [Theory, MemberData(nameof(Keys))]
    public void Nothing_need_be_labelled_yet(string key) => Assert.Equal(5, Choose(key, Any(20, 0), 5).Distinct().Count());

    [Theory, MemberData(nameof(Keys))]
    public void Of_one_item_that_one_is_chosen(string key)
    {
        Assert.Equal([0], Choose(key, Any(1, 0), 1));
        Assert.Equal([4], Choose(key, Any(5, 4), 3));
    }

    [Theory, MemberData(nameof(Keys))]
    public void Where_more_is_asked_than_there_is_all_are_chosen(string key) =>
        Assert.Equal(Enumerable.Range(5, 7), Choose(key, Any(12, 5), 100).Order());

    [Theory, MemberData(nameof(Keys))]
    public void Where_nothing_is_open_or_asked_nothing_is_chosen(string key)
    {
        Assert.Empty(Choose(key, Any(5, 5), 3));
        Assert.Empty(Choose(key, Any(5, 2), 0));
    }

    [Theory, MemberData(nameof(Keys))]
    public void Of_equal_items_any_are_chosen(string key) => Assert.Equal(8, Choose(key, Equal(20), 8).Distinct().Count());

    [Theory, MemberData(nameof(Keys))]
    public void Reasons_are_sentences_with_finite_numbers(string key)
    {
        var strategy = SelectionCatalog.Resolve(key, hasModel: true);
        Assert.All(strategy.Select(Any(40, 5), 10, 0, TestContext.Current.CancellationToken), pick =>
        {
            Assert.True(double.IsFinite(pick.Value), $"{key}: {pick.Value}");
            Assert.True(strategy.Explain(pick.Value).Length > 10);
        });
    }

    [Theory, MemberData(nameof(Keys))]
    public void It_can_be_cancelled(string key)
    {
        var strategy = SelectionCatalog.Resolve(key, hasModel: true);
        Assert.ThrowsAny<OperationCanceledException>(() => strategy.Select(Any(40, 5), 10, 0, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Every_strategy_is_listed_once()
    {
        var written = typeof(SelectionStrategy).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(SelectionStrategy))).Select(type => type.Name).Order();
        Assert.Equal(written, SelectionCatalog.All.Select(strategy => strategy.GetType().Name).Order());
        Assert.Equal(SelectionCatalog.All.Count, SelectionCatalog.All.DistinctBy(strategy => strategy.Key).Count());
    }

    [Fact]
    public void Without_a_model_the_default_is_typical_items_and_what_asks_a_model_is_refused()
    {
        Assert.Equal("typiclust", SelectionCatalog.Resolve(SelectionCatalog.Automatic, hasModel: false).Key);
        Assert.Contains("coreset", Assert.Throws<BadDataException>(() => SelectionCatalog.Resolve("bald", hasModel: false)).Message, StringComparison.Ordinal);
        Assert.Contains("badge", Assert.Throws<BadDataException>(() => SelectionCatalog.Resolve("no-such", hasModel: true)).Message, StringComparison.Ordinal);
    }
}
