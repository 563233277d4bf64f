namespace Labelsmith.Cluster.Selections;

/// <summary>Chooses what a project asks about first, on whichever machine has room. The key is the project's id.</summary>
/// <remarks>The database is the truth about what is wanted. Aliases are wire format: add, never reuse.</remarks>
[Alias("labelsmith.selection")]
public interface ISelectionGrain : IGrainWithGuidKey
{
    /// <summary>Begins and answers at once.</summary>
    /// <returns>False where this worker is busy: ask again later.</returns>
    [Alias("start")]
    Task<bool> StartAsync();
}
