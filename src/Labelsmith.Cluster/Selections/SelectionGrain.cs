using Labelsmith.Cluster.Silos;
using Labelsmith.Cluster.Workers;

namespace Labelsmith.Cluster.Selections;

/// <inheritdoc cref="ISelectionGrain"/>
[LearnerPlacement]
public sealed class SelectionGrain(SelectionExecutor executor, LearningSlot slot) : Grain, ISelectionGrain
{
    public Task<bool> StartAsync()
    {
        if (!slot.TryTake())
        {
            return Task.FromResult(false);
        }

        // the work outlives this call; a worker that dies leaves the wish open, and the next round of the dispatcher repeats it
        var project = this.GetPrimaryKey();
        slot.Occupy(shutdown => executor.ExecuteAsync(project, shutdown));
        return Task.FromResult(true);
    }
}
