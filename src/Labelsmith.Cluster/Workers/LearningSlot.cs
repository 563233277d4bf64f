using System.Globalization;

namespace Labelsmith.Cluster.Workers;

/// <summary>The one place to learn in that a worker has: training uses all cores and most of the memory.</summary>
public sealed class LearningSlot : IDisposable
{
    private readonly SemaphoreSlim _place = new(1, 1);
    private readonly CancellationTokenSource _shutdown = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Names this worker in the database; unique among all that ever were.</summary>
    public string Owner { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7():N}");

    /// <summary>False: somebody is learning here already.</summary>
    public bool TryTake() => !_shutdown.IsCancellationRequested && _place.Wait(0);

    /// <summary>Gives back a place that was taken for nothing.</summary>
    public void Free() => _place.Release();

    /// <summary>Uses the place that was taken until <paramref name="work"/> ends.</summary>
    /// <param name="work">Is told when the worker is to end.</param>
    public void Occupy(Func<CancellationToken, Task> work) => _work = Task.Run(async () =>
    {
        try
        {
            await work(_shutdown.Token);
        }
        finally
        {
            Free();
        }
    });

    /// <summary>Asks the work to save itself, and waits until it has.</summary>
    public async Task EndAsync()
    {
        await _shutdown.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _place.Dispose();
        _shutdown.Dispose();
    }
}
