using System.Diagnostics;
using System.Globalization;
using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Items;

namespace Labelsmith.Storage.Tests;

public abstract partial class StorageContract
{
    /// <summary>A minute of work, so only on demand: <c>-explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public async Task A_hundred_thousand_items_stay_fast()
    {
        const int count = 100_000;
        var project = (await AddProjectAsync()).Id;
        var random = new Random(0);
        string[] words = ["invoice", "meeting", "holiday", "offer", "report", "garden", "window", "teacher"];
        await MeasureAsync("import", 60_000, async () =>
        {
            foreach (var chunk in Enumerable.Range(0, count).Chunk(5000))
            {
                await Data.Items.AddAsync(
                    project,
                    [.. chunk.Select(number => Text($"mail/{number:000000}.txt", string.Join(' ', Enumerable.Range(0, 40).Select(_ => words[random.Next(words.Length)])) + number))],
                    "import", Cancel);
            }
        });
        var all = await Data.Items.ReadAllAsync(project, withText: false, Cancel).Select(full => full.Item).ToListAsync(Cancel);
        await MeasureAsync("predict", 120_000, () => PredictAsync(project, [.. all.Take(90_000).Select(item => (item, random.Next(2) == 0 ? "cat" : "dog", random.NextDouble()))]));

        ItemQuery[] queries =
        [
            new(), new() { Sort = ItemSort.Score }, new() { Sort = ItemSort.ScoreDescending }, new() { Sort = ItemSort.Updated },
            new() { State = ItemState.Predicted, Sort = ItemSort.Score }, new() { Label = "cat" }, new() { Label = "cat", Sort = ItemSort.Score },
            new() { MinScore = 0.9 }, new() { MinScore = 0.4, MaxScore = 0.6, Sort = ItemSort.Score }, new() { Text = "garden99" }, new() { Text = "invoice meeting" },
            new() { Text = "99" }, new() { Deleted = true },
        ];
        foreach (var query in queries)
        {
            await MeasureAsync(query.ToString(), 1000, () => Data.Items.ListAsync(project, query, Cancel));
        }

        string? cursor = null;
        for (var page = 0; page < 90; page++)
        {
            cursor = (await Data.Items.ListAsync(
                project, new ItemQuery { Sort = ItemSort.Score, Limit = 1000, Cursor = cursor }, Cancel)).Next;
        }

        await MeasureAsync("page 91 by score", 1000, () => Data.Items.ListAsync(project, new ItemQuery { Sort = ItemSort.Score, Cursor = cursor }, Cancel));
        await MeasureAsync("queue", 100, () => Data.Items.ReadQueueAsync(project, all[500].Id, backwards: false, 10, Cancel));
        await Data.Selections.RequestAsync(project, cancel: Cancel);
        await MeasureAsync("choose", 5000, async () => await Data.Selections.WriteAsync(
            await Data.Selections.FindAsync(project, Cancel), "random", [.. (await Data.Selections.ReadCandidatesAsync(project, Cancel)).Take(100).Select(item => (item.Id, 0.0))], Cancel));
        await MeasureAsync("queue of chosen ones", 100, () => Data.Items.ReadQueueAsync(project, all[95].Id, backwards: false, 10, Cancel));
        await MeasureAsync("queue after chosen ones", 100, () => Data.Items.ReadQueueAsync(project, all[500].Id, backwards: false, 10, Cancel));
        await MeasureAsync("counts", 500, () => Data.Projects.CountAsync([project], Cancel));
        await Data.Annotations.SaveAsync(all[1].Id, 0, AnnotationState.Submitted, [Choice("cat")], "ann", Cancel);
        await MeasureAsync("second save", 100, () => Data.Annotations.SaveAsync(all[0].Id, 0, AnnotationState.Submitted, [Choice("cat")], "ann", Cancel));
        var batch = Guid.Empty;
        await MeasureAsync(
            "accept half", 20_000, async () => (batch, _) = await Data.Batches.AcceptAsync(project, 0.5, "ann", Cancel));
        await MeasureAsync("undo", 20_000, () => Data.Batches.UndoAsync(batch, Cancel));
        await MeasureAsync(
            "read all", 20_000, async () => await Data.Items.ReadAllAsync(project, cancel: Cancel).CountAsync(Cancel));
    }

    /// <summary>Bounds the processor's time, which other programs on the machine do not lengthen.</summary>
    private static async Task MeasureAsync(string what, int mostMilliseconds, Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var watch = Stopwatch.StartNew();
        var before = process.TotalProcessorTime;
        await work();
        process.Refresh();
        var used = (process.TotalProcessorTime - before).TotalMilliseconds;
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{used,7:0} ms of processor, {watch.ElapsedMilliseconds,7} ms: {what}"));
        Assert.True(used < mostMilliseconds, $"{what} took {used} ms of processor time.");
    }
}
