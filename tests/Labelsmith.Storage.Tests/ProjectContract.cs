using Labelsmith.Domain.Schema;
using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Storage.Tests;

public abstract partial class StorageContract
{
    [Fact]
    public async Task A_project_comes_back_as_it_was_made_also_after_a_restart()
    {
        var made = await AddProjectAsync();

        var found = await Open(Folder, Clock).Projects.FindAsync(made.Id, Cancel);

        Assert.Equivalent(made, found, strict: true);
    }

    [Fact]
    public async Task A_deleted_project_moves_to_the_trash_and_back()
    {
        var project = await AddProjectAsync();

        Assert.True(await Data.Projects.DeleteAsync(project.Id, Cancel));
        Assert.False(await Data.Projects.DeleteAsync(project.Id, Cancel));
        Assert.Empty(await Data.Projects.ListAsync(cancel: Cancel));
        Assert.Single(await Data.Projects.ListAsync(deleted: true, Cancel));

        Assert.True(await Data.Projects.RestoreAsync(project.Id, Cancel));
        Assert.Single(await Data.Projects.ListAsync(cancel: Cancel));
    }

    [Fact]
    public async Task A_label_that_answers_use_cannot_be_removed_but_can_be_renamed()
    {
        var project = await AddProjectAsync();
        var item = (await AddItemsAsync(project.Id, Text("1")))[0];
        await Data.Annotations.SaveAsync(item.Id, 0, AnnotationState.Draft, [Choice("cat")], "ann", Cancel);

        var refused = await Data.Projects.ChangeAsync(project.Id, "Other", WithKinds(Label("dog")), null, Cancel);
        var renamed = await Data.Projects.ChangeAsync(
            project.Id, "Other", WithKinds(Label("cat") with { Name = "Tomcat" }), null, Cancel);

        var moved = await Data.Projects.ChangeAsync(
            project.Id, null, new LabelSchema([Schema.Controls[0] with { Key = "other" }]), null, Cancel);

        Assert.Equal(1, refused.InUse["cat"]);
        Assert.Equal(1, moved.InUse["cat"]);
        Assert.Equal("Pets", refused.Project!.Name);
        Assert.Empty(renamed.InUse);
        Assert.Equal("Tomcat", (await Data.Projects.FindAsync(project.Id, Cancel))!.Schema.Controls[0].Labels[0].Name);

        static LabelSchema WithKinds(params Label[] labels) => new(
            [Schema.Controls[0] with { Labels = labels }, Schema.Controls[1]]);
    }

    [Fact]
    public async Task Counts_tell_the_states_of_the_items()
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("1"), Text("2"), Text("3"), Text("4"), Text("5"), Text("6"));
        await Data.Annotations.SaveAsync(items[0].Id, 0, AnnotationState.Submitted, [Choice("cat")], "ann", Cancel);
        await Data.Annotations.SaveAsync(items[1].Id, 0, AnnotationState.Skipped, [], "ann", Cancel);
        await Data.Annotations.SaveAsync(items[2].Id, 0, AnnotationState.Draft, [Choice("cat")], "ann", Cancel);
        await PredictAsync(project.Id, (items[0], "dog", 0.9), (items[3], "dog", 0.9));
        await Data.Items.DeleteAsync(items[4].Id, Cancel);

        var counts = await Data.Projects.CountAsync([project.Id], Cancel);

        Assert.Equal(
            new ProjectCounts(Items: 5, Annotated: 1, Predicted: 1, Skipped: 1, Drafts: 1, Deleted: 1), counts[project.Id]);
    }
}
