using System.Text.Json;

namespace Labelsmith.Cluster.Tests.Crashes;

/// <summary>Kill -9 in the middle of work: nothing that was acknowledged is lost, and runs go on.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("labelsmith-crash-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_acknowledged_annotation_is_lost_when_the_server_is_killed_amid_200_saves()
    {
        var acknowledged = new Dictionary<string, (int Version, string Label)>();
        List<string> items;
        await using (var server = await RunningServer.StartAsync(_data, Cancel))
        {
            var project = await SampleProject.CreateAsync(server, Cancel);
            items = await SampleProject.UnlabelledItemsAsync(server, project, count: 50, Cancel);
            await SaveUntilKilledAsync(server, items, acknowledged, killAfter: 120);
        }

        Assert.InRange(acknowledged.Values.Sum(saved => saved.Version), 120, 200);
        await using var again = await RunningServer.StartAsync(_data, Cancel);
        foreach (var (item, saved) in acknowledged)
        {
            var annotation = (await again.GetAsync($"/api/items/{item}", Cancel)).GetProperty("annotation");
            var version = annotation.GetProperty("version").GetInt32();

            // The save under way when the server died may have reached the disk without its answer reaching us.
            Assert.InRange(version, saved.Version, saved.Version + 1);
            if (version == saved.Version)
            {
                Assert.Equal(saved.Label, annotation.GetProperty("answers")[0].GetProperty("labels")[0].GetString());
            }
        }

        // and the next save of each goes on from there
        var first = await again.GetAsync($"/api/items/{items[0]}", Cancel);
        await SampleProject.SaveAsync(again, items[0], first.GetProperty("annotation").GetProperty("version").GetInt32(), 3, Cancel);
    }

    [Fact]
    public async Task A_run_goes_on_from_its_last_epoch_when_the_worker_and_then_the_server_are_killed()
    {
        string run;
        int reached;
        await using (var server = await RunningServer.StartAsync(_data, Cancel))
        {
            var project = await SampleProject.CreateAsync(server, Cancel);
            var started = await server.SendAsync(
                HttpMethod.Post, $"/api/projects/{project}/runs", new { minutes = 10.0, seed = 0 }, Cancel);
            run = started.GetProperty("id").GetString()!;
            await WaitAsync(server, run, atLeastEpochs: 2);
            await server.KillWorkerAsync(Cancel);
            var resumed = await server.GetAsync($"/api/runs/{run}", Cancel);
            reached = resumed.GetProperty("epochs").GetArrayLength();
            resumed = await WaitAsync(server, run, atLeastEpochs: reached + 1);
            reached = resumed.GetProperty("epochs").GetArrayLength();
            server.Kill();
        }

        await using var again = await RunningServer.StartAsync(_data, Cancel);
        await WaitAsync(again, run, atLeastEpochs: reached + 2);
        await again.SendAsync(HttpMethod.Post, $"/api/runs/{run}/cancel", null, Cancel);
        var ended = await WaitAsync(again, run, atLeastEpochs: int.MaxValue);
        Assert.Equal("cancelled", ended.GetProperty("state").GetString());
        var epochs = ended.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetProperty("epoch").GetInt32()).ToList();

        // an epoch that was under way is done again; none is skipped and none starts over
        Assert.Equal(Enumerable.Range(1, epochs.Count), epochs);
        Assert.True(epochs.Count >= reached + 2);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    /// <summary>Saves round and round, each save on top of the last, and kills the server in the middle of one.</summary>
    private static async Task SaveUntilKilledAsync(
        RunningServer server, List<string> items, Dictionary<string, (int Version, string Label)> acknowledged, int killAfter)
    {
        for (var save = 0; save < 200; save++)
        {
            var item = items[save % items.Count];
            var version = acknowledged.TryGetValue(item, out var last) ? last.Version : 0;
            var label = save % 10;
            var saving = SampleProject.SaveAsync(server, item, version, label, Cancel);
            if (save == killAfter)
            {
                server.Kill();
            }

            try
            {
                acknowledged[item] = (version + 1, await saving);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static async Task<JsonElement> WaitAsync(RunningServer server, string run, int atLeastEpochs)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(4));
        while (true)
        {
            var now = await server.GetAsync($"/api/runs/{run}", patience.Token);
            var final = now.GetProperty("state").GetString() is "succeeded" or "failed" or "cancelled";
            if (final || now.GetProperty("epochs").GetArrayLength() >= atLeastEpochs)
            {
                Assert.True(atLeastEpochs == int.MaxValue || !final, $"The run ended before it could be killed: {now}");
                return now;
            }

            await Task.Delay(200, patience.Token);
        }
    }
}
