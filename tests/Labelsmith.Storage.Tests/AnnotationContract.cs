using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Items;

namespace Labelsmith.Storage.Tests;

public abstract partial class StorageContract
{
    [Fact]
    public async Task A_stale_save_changes_nothing_and_gets_the_other_version()
    {
        var project = await AddProjectAsync();
        var item = (await AddItemsAsync(project.Id, Text("1")))[0];
        await Data.Annotations.SaveAsync(item.Id, 0, AnnotationState.Submitted, [Choice("cat")], "ann", Cancel);

        var stale = Assert.IsType<SaveResult.Stale>(
            await Data.Annotations.SaveAsync(item.Id, 0, AnnotationState.Submitted, [Choice("dog")], "bob", Cancel));

        Assert.Equal("ann", stale.Theirs!.Author);
        Assert.Equal(1, stale.Version);
        Assert.Equal(["cat"], (await Data.Items.FindAsync(item.Id, Cancel))!.Labels);
    }

    [Fact]
    public async Task Of_many_saves_at_once_one_wins()
    {
        var project = await AddProjectAsync();
        var item = (await AddItemsAsync(project.Id, Text("1")))[0];

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(
            () => Data.Annotations.SaveAsync(
                item.Id, 0, AnnotationState.Submitted, [Choice("cat")], $"author {number}", Cancel), Cancel)));

        Assert.Single(results, result => result is SaveResult.Saved);
        Assert.All(results.Where(result => result is not SaveResult.Saved), result => Assert.IsType<SaveResult.Stale>(result));
    }

    [Fact]
    public async Task A_draft_leaves_the_submitted_answers_in_force()
    {
        var project = await AddProjectAsync();
        var item = (await AddItemsAsync(project.Id, Text("1")))[0];
        await Data.Annotations.SaveAsync(item.Id, 0, AnnotationState.Submitted, [Choice("cat")], "ann", Cancel);
        await Data.Annotations.SaveAsync(item.Id, 1, AnnotationState.Draft, [Choice("dog"), Box(1)], "ann", Cancel);

        var full = (await Data.Items.ReadAsync(item.Id, Cancel))!;
        Assert.Equal(ItemState.Annotated, full.Item.State);
        Assert.Equal(["cat"], full.Annotation!.Answers[0].Labels);
        Assert.Equal(2, full.Draft!.Version);

        await Data.Annotations.SaveAsync(item.Id, 2, AnnotationState.Submitted, [Choice("dog")], "ann", Cancel);
        full = (await Data.Items.ReadAsync(item.Id, Cancel))!;
        Assert.Null(full.Draft);
        Assert.Equal(["dog"], full.Item.Labels);
        Assert.Equal(3, full.Item.AnnotationVersion);
    }

    [Fact]
    public async Task Every_submitted_version_is_kept_and_of_drafts_the_last_of_each_author()
    {
        var project = await AddProjectAsync();
        var item = (await AddItemsAsync(project.Id, Text("1")))[0];
        await Data.Annotations.SaveAsync(item.Id, 0, AnnotationState.Draft, [Box(1)], "ann", Cancel);
        await Data.Annotations.SaveAsync(item.Id, 1, AnnotationState.Draft, [Box(2)], "ann", Cancel);
        await Data.Annotations.SaveAsync(item.Id, 2, AnnotationState.Submitted, [Box(3)], "bob", Cancel);
        await Data.Annotations.SaveAsync(item.Id, 3, AnnotationState.Submitted, [], "bob", Cancel);
        await Data.Annotations.SaveAsync(item.Id, 4, AnnotationState.Skipped, [], "ann", Cancel);

        var history = await Data.Annotations.ReadHistoryAsync(item.Id, Cancel);

        Assert.Equal([2, 3, 4, 5], history.Select(annotation => annotation.Version));
        Assert.Equal(Box(3).Region, history[1].Answers[0].Region);
    }

    [Fact]
    public async Task An_item_in_the_trash_takes_no_answers()
    {
        var project = await AddProjectAsync();
        var item = (await AddItemsAsync(project.Id, Text("1")))[0];
        await Data.Items.DeleteAsync(item.Id, Cancel);

        Assert.IsType<SaveResult.Missing>(await Data.Annotations.SaveAsync(item.Id, 0, AnnotationState.Draft, [], "ann", Cancel));
    }

    [Fact]
    public async Task Importing_the_same_labels_twice_changes_nothing_the_second_time()
    {
        var project = await AddProjectAsync();
        var item = (await AddItemsAsync(project.Id, Text("1")))[0];

        Assert.Equal(
            1, await Data.Annotations.ImportAsync(project.Id, [(item.Id, [Choice("cat", "first reading")])], "ann", Cancel));
        Assert.Equal(
            0, await Data.Annotations.ImportAsync(project.Id, [(item.Id, [Choice("cat", "second reading")])], "ann", Cancel));
        Assert.Equal(1, (await Data.Items.FindAsync(item.Id, Cancel))!.AnnotationVersion);
    }
}
