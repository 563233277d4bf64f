using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Items;

namespace Labelsmith.Storage.Tests;

public abstract partial class StorageContract
{
    [Fact]
    public async Task A_prediction_never_replaces_an_answer_or_a_draft()
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("1"), Text("2"));
        await Data.Annotations.SaveAsync(items[0].Id, 0, AnnotationState.Submitted, [Choice("cat")], "ann", Cancel);
        await Data.Annotations.SaveAsync(items[1].Id, 0, AnnotationState.Draft, [Choice("cat")], "ann", Cancel);

        await PredictAsync(project.Id, (items[0], "dog", 1), (items[1], "dog", 1));
        var (_, accepted) = await Data.Batches.AcceptAsync(project.Id, 0, "ann", Cancel);

        Assert.Equal(0, accepted);
        var first = (await Data.Items.ReadAsync(items[0].Id, Cancel))!;
        Assert.Equal(["cat"], first.Item.Labels);
        Assert.Equal(["cat"], first.Annotation!.Answers[0].Labels);
        Assert.Equal(1, first.Item.AnnotationVersion);
        var second = (await Data.Items.ReadAsync(items[1].Id, Cancel))!;
        Assert.Equal(ItemState.Draft, second.Item.State);
        Assert.Equal(["cat"], second.Draft!.Answers[0].Labels);
    }

    [Fact]
    public async Task A_newer_model_replaces_the_predictions_of_an_older_one()
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("1"));
        await PredictAsync(project.Id, (items[0], "cat", 0.5));

        await PredictAsync(project.Id, (items[0], "dog", 0.6));

        var full = (await Data.Items.ReadAsync(items[0].Id, Cancel))!;
        Assert.Equal(["dog"], full.Item.Labels);
        Assert.Equal(0.6, full.Prediction!.Score);
        Assert.Empty((await Data.Items.ListAsync(project.Id, new ItemQuery { Label = "cat" }, Cancel)).Items);
    }

    [Fact]
    public async Task Accepting_many_can_be_undone_except_where_somebody_went_on()
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("1"), Text("2"), Text("3"));
        await PredictAsync(project.Id, (items[0], "cat", 0.95), (items[1], "dog", 0.9), (items[2], "dog", 0.89));

        var (batch, accepted) = await Data.Batches.AcceptAsync(project.Id, 0.9, "ann", Cancel);
        Assert.Equal(2, accepted);
        var full = (await Data.Items.ReadAsync(items[0].Id, Cancel))!;
        Assert.Equal(("ann", AnnotationState.Submitted), (full.Annotation!.Author, full.Annotation.State));
        await Data.Annotations.SaveAsync(items[1].Id, 1, AnnotationState.Submitted, [Choice("cat")], "bob", Cancel);

        Assert.Equal(1, await Data.Batches.UndoAsync(batch, Cancel));

        Assert.Equal(ItemState.Predicted, (await Data.Items.FindAsync(items[0].Id, Cancel))!.State);
        Assert.Equal(ItemState.Annotated, (await Data.Items.FindAsync(items[1].Id, Cancel))!.State);
        Assert.IsType<SaveResult.Stale>(
            await Data.Annotations.SaveAsync(items[0].Id, 1, AnnotationState.Draft, [], "ann", Cancel));
        Assert.Equal(0, await Data.Batches.UndoAsync(batch, Cancel));
        Assert.Null(await Data.Batches.UndoAsync(Guid.NewGuid(), Cancel));
    }
}
