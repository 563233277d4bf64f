using Labelsmith.Cluster.Selections;
using Labelsmith.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Labelsmith.Cluster.Runs;

/// <summary>Gives queued runs to workers, and puts runs of dead workers back into the queue. Where no run waits, workers choose what
/// projects ask about first.</summary>
public sealed partial class RunDispatcher(
    DataFolder data, IGrainFactory grains, TimeProvider time, ILogger<RunDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(700);

    /// <summary>A worker is heard of twice a second; this long a silence, even on a busy machine, means death.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Uploads come in batches: what is asked first is chosen when they are through.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await data.Runs.RequeueStaleAsync(Silence, stoppingToken);
                if (await data.Runs.FindOldestQueuedAsync(stoppingToken) is { } run)
                {
                    await grains.GetGrain<ITrainingRunGrain>(run.Id).StartAsync();
                }
                else if (await data.Selections.FindWantedAsync(time.GetUtcNow() - Settling, stoppingToken) is { } wish)
                {
                    await grains.GetGrain<ISelectionGrain>(wish.ProjectId).StartAsync();
                }
            }
            catch (OrleansException)
            {
                // No worker is there yet, or the last one has just died: one is on its way.
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, failure);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "Runs could not be handed out; the next round tries again.")]
    private static partial void LogFailure(ILogger log, Exception failure);
}
