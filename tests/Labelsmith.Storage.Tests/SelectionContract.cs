using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Projects;
using Labelsmith.Storage.Selections;

namespace Labelsmith.Storage.Tests;

public abstract partial class StorageContract
{
    [Fact]
    public async Task Chosen_items_are_asked_about_first_and_the_way_leads_on_to_the_others_and_around()
    {
        var (project, items) = await AddFiveAsync();
        await PredictAsync(project.Id, (items[1], "cat", 0.2)); // 2 would be the first
        await ChooseAsync(project.Id, items[3], items[2]);

        Assert.Equal("4 3 2 1 5", await QueueAsync(null));
        Assert.Equal("3 2 1 5", await QueueAsync(items[3].Id));
        Assert.Equal("2 1 5 4", await QueueAsync(items[2].Id));
        Assert.Equal("5 4 3 2", await QueueAsync(items[0].Id));
        Assert.Equal("4", await QueueAsync(items[2].Id, backwards: true));
        Assert.Equal("2 3 4", await QueueAsync(items[0].Id, backwards: true));

        // an answered item keeps its place, and a later choice is where to go on
        await Data.Annotations.SaveAsync(items[3].Id, 0, AnnotationState.Submitted, [Choice("cat")], "ann", Cancel);
        Assert.Equal("3 2 1 5", await QueueAsync(items[3].Id));
        Clock.Time += TimeSpan.FromSeconds(1);
        await ChooseAsync(project.Id, items[4]);
        Assert.Equal("5 2 1 3", await QueueAsync(items[3].Id));

        async Task<string> QueueAsync(Guid? after, bool backwards = false) =>
            string.Join(' ', (await Data.Items.ReadQueueAsync(project.Id, after, backwards, 10, Cancel)).Select(item => item.Name));
    }

    [Fact]
    public async Task An_item_tells_why_it_is_asked()
    {
        var (project, items) = await AddFiveAsync();
        await ChooseAsync(project.Id, items[3]);

        Assert.Equal(new Ask("typiclust", 7), (await Data.Items.ReadAsync(items[3].Id, Cancel))!.Ask);
        Assert.Null((await Data.Items.ReadAsync(items[0].Id, Cancel))!.Ask);
        var selection = await Data.Selections.FindAsync(project.Id, Cancel);
        Assert.Equal((SelectionState.Ready, "typiclust", 1), (selection.State, selection.ChosenBy, selection.Chosen));
    }

    [Fact]
    public async Task A_wish_waits_until_it_is_old_enough_and_one_that_comes_meanwhile_stays_open()
    {
        var (project, items) = await AddFiveAsync();
        var nothing = await Data.Selections.FindAsync(project.Id, Cancel);
        Assert.Equal((Selection.Automatic, SelectionState.Ready), (nothing.Strategy, nothing.State));
        var wish = await Data.Selections.RequestAsync(project.Id, "random", Cancel);
        Assert.Null(await Data.Selections.FindWantedAsync(wish.RequestedAt.AddSeconds(-1), Cancel));
        Assert.Equal(wish, await Data.Selections.FindWantedAsync(wish.RequestedAt, Cancel));

        Clock.Time += TimeSpan.FromSeconds(1);
        var later = await Data.Selections.RequestAsync(project.Id, cancel: Cancel);
        Assert.Equal("random", later.Strategy); // as before
        await Data.Selections.WriteAsync(wish, "random", [(items[0].Id, 0)], Cancel);
        Assert.Equal(SelectionState.Wanted, (await Data.Selections.FindAsync(project.Id, Cancel)).State);
        await Data.Selections.FailAsync(later, "No.", Cancel);
        var failed = await Data.Selections.FindAsync(project.Id, Cancel);
        Assert.Equal((SelectionState.Failed, "No.", 1), (failed.State, failed.Error, failed.Chosen));
        Assert.Null(await Data.Selections.FindWantedAsync(DateTimeOffset.MaxValue, Cancel));
    }

    [Fact]
    public async Task When_all_chosen_items_are_answered_others_are_wanted_as_long_as_there_are_some()
    {
        var (project, items) = await AddFiveAsync();
        await Data.Selections.RequestIfUsedUpAsync(project.Id, Cancel);
        Assert.Equal(SelectionState.Ready, (await Data.Selections.FindAsync(project.Id, Cancel)).State); // nothing was ever chosen
        await ChooseAsync(project.Id, items[0]);
        await Data.Selections.RequestIfUsedUpAsync(project.Id, Cancel);
        Assert.Equal(SelectionState.Ready, (await Data.Selections.FindAsync(project.Id, Cancel)).State);

        await Data.Annotations.SaveAsync(items[0].Id, 0, AnnotationState.Submitted, [Choice("cat")], "ann", Cancel);
        await Data.Selections.RequestIfUsedUpAsync(project.Id, Cancel);
        Assert.Equal(SelectionState.Wanted, (await Data.Selections.FindAsync(project.Id, Cancel)).State);
        Assert.Equal([true, false, false, false, false], (await Data.Selections.ReadCandidatesAsync(project.Id, Cancel)).Select(item => item.IsAnswered));
    }

    private async Task<(Project Project, IReadOnlyList<Item> Items)> AddFiveAsync()
    {
        var project = await AddProjectAsync();
        return (project, await AddItemsAsync(project.Id, [.. Enumerable.Range(1, 5).Select(number => Text($"{number}"))]));
    }

    private async Task ChooseAsync(Guid project, params Item[] items)
    {
        var wish = await Data.Selections.RequestAsync(project, cancel: Cancel);
        await Data.Selections.WriteAsync(wish, "typiclust", [.. items.Select(item => (item.Id, 7.0))], Cancel);
    }
}
