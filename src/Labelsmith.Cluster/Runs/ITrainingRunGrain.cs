namespace Labelsmith.Cluster.Runs;

/// <summary>One training run, on whichever machine has room. The key is the run's id.</summary>
/// <remarks>The grain only steers; the database is the truth about the run, so progress is read there.
/// Aliases are wire format: add, never reuse.</remarks>
[Alias("labelsmith.training-run")]
public interface ITrainingRunGrain : IGrainWithGuidKey
{
    /// <summary>Starts or resumes the run and answers at once.</summary>
    /// <returns>False where this worker is busy with another run, or the run is not queued: ask again later.</returns>
    [Alias("start")]
    Task<bool> StartAsync();
}
