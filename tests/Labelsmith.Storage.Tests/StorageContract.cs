using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Storage.Tests;

/// <summary>What every database must do for Labelsmith. Another one joins with a class of one method.</summary>
public abstract partial class StorageContract : IDisposable
{
    protected StorageContract()
    {
        Folder = Directory.CreateTempSubdirectory("labelsmith-storage-").FullName;
        Data = Open(Folder, Clock);
    }

    protected string Folder { get; }

    protected ManualClock Clock { get; } = new();

    protected DataFolder Data { get; set; }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens the data of this folder, also a second time.</summary>
    protected abstract DataFolder Open(string folder, TimeProvider time);

    protected static LabelSchema Schema { get; } = new(
    [
        new Control { Key = "kind", Title = "Kind", Kind = ControlKind.Choice, Labels = [Label("cat"), Label("dog")] },
        new Control { Key = "areas", Title = "Areas", Kind = ControlKind.Regions, RegionKinds = [RegionKind.Box], Labels = [Label("eye")] },
    ]);

    protected static Label Label(string id) => new() { Id = id, Name = id, Color = "#1f77b4" };

    protected static Answer Choice(string label, string id = "a") => new() { Id = id, Control = "kind", Labels = [label] };

    protected static Answer Box(
        double x) => new() { Id = "b", Control = "areas", Labels = ["eye"], Region = new Box(x, 1, 2, 3) };

    protected Task<Project> AddProjectAsync(string name = "Pets", Medium medium = Medium.Text) =>
        Data.Projects.AddAsync(name, medium, Schema, cancel: Cancel);

    protected async Task<IReadOnlyList<Item>> AddItemsAsync(Guid project, params NewItem[] items)
    {
        await Data.Items.AddAsync(project, items, "import", Cancel);
        return (await Data.Items.ListAsync(project, new ItemQuery { Limit = 1000 }, Cancel)).Items;
    }

    protected async Task PredictAsync(Guid project, params (Item Item, string Label, double Score)[] predictions) =>
        await Data.Predictions.ReplaceForModelAsync(
            project,
            Guid.CreateVersion7(),
            predictions
                .Select(p => new ItemPrediction(p.Item.Id.ToString(), [Choice(p.Label) with { Score = p.Score }], p.Score)),
            Cancel);

    protected static NewItem Text(string name, string text = "some text") => new(name) { Text = text };

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>Stands still until it is told.</summary>
public sealed class ManualClock : TimeProvider
{
    public DateTimeOffset Time { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Time;
}
