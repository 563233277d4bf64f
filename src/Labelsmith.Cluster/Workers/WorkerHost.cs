using Labelsmith.Cluster.Runs;
using Labelsmith.Cluster.Selections;
using Labelsmith.Cluster.Silos;
using Labelsmith.Learning.Runs;
using Labelsmith.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Labelsmith.Cluster.Workers;

/// <summary>The worker process: a silo that learns.</summary>
public static class WorkerHost
{
    /// <summary>Works until <paramref name="lifeLine"/> ends or <paramref name="cancel"/> is signalled, then saves its run and returns.</summary>
    /// <param name="lifeLine">The worker's standard input, whose other end the server holds.</param>
    public static async Task RunAsync(WorkerOptions options, Stream lifeLine, CancellationToken cancel)
    {
        NativeMemory.Tune();
        var data = DataFolder.Open(options.DataFolder);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(data);
        builder.Services.AddSingleton<LearningSlot>();
        builder.Services.AddSingleton<RunExecutor>();
        builder.Services.AddSingleton<SelectionExecutor>();
        builder.UseOrleans(silo => silo.Join(SiloRole.Learns, LoopbackCluster.FindFreePort(), options.PrimaryPort));
        using var host = builder.Build();

        // The line is watched from the first moment: a server that could not start is gone before its cluster is joined.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var line = WatchAsync(lifeLine, ending);
        try
        {
            await host.StartAsync(ending.Token).WaitAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return;
        }

        await line.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // First the run, whose checkpoint matters; then the cluster, which can miss a worker.
        await host.Services.GetRequiredService<LearningSlot>().EndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await host.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends when the other end of the line does, and says so.</summary>
    private static async Task WatchAsync(Stream lifeLine, CancellationTokenSource ending)
    {
        // Reading from a pipe holds a thread, whatever it is called.
        await Task.Run(() => lifeLine.CopyTo(Stream.Null)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ending.CancelAsync();
    }
}
