using Labelsmith.Cluster.Runs;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Schema;
using Labelsmith.Storage;
using Labelsmith.Storage.Items;

namespace Labelsmith.Cluster.Tests.Runs;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelsmith-snapshot-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_resumed_run_sees_the_labels_that_it_began_with()
    {
        var data = DataFolder.Open(_folder);
        var project = await data.Projects.AddAsync("mails", Medium.Text, new LabelSchema([]), cancel: Cancel);
        Answer[] spam = [new() { Id = "1", Control = "kind", Labels = ["s"] }];
        await data.Items.AddAsync(
            project.Id, [new NewItem("a") { Text = "win" }, new NewItem("b") { Text = "hello", Annotation = spam }], "test", Cancel);
        var run = Path.Combine(_folder, "runs", "1");

        await Snapshot.TakeAsync(data, project.Id, run, Cancel);
        await data.Items.AddAsync(project.Id, [new NewItem("c") { Text = "later" }], "test", Cancel);
        await Snapshot.TakeAsync(data, project.Id, run, Cancel);

        var items = await Snapshot.ReadAsync(run, Cancel).ToListAsync(Cancel);
        Assert.Equal(2, items.Count);
        Assert.Null(items[0].Answers);
        Assert.Equal(["s"], Assert.Single(items[1].Answers!).Labels);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
