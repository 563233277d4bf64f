using Labelsmith.Cluster.Silos;
using Labelsmith.Cluster.Workers;
using Labelsmith.Storage;

namespace Labelsmith.Cluster.Runs;

/// <inheritdoc cref="ITrainingRunGrain"/>
[LearnerPlacement]
public sealed class TrainingRunGrain(DataFolder data, RunExecutor executor, LearningSlot slot) : Grain, ITrainingRunGrain
{
    public async Task<bool> StartAsync()
    {
        if (!slot.TryTake())
        {
            return false;
        }

        if (await data.Runs.TryClaimAsync(this.GetPrimaryKey(), slot.Owner) is not { } run)
        {
            slot.Free();
            return false;
        }

        // The work outlives this call and this activation; the slot keeps the worker from ending amid it.
        slot.Occupy(shutdown => executor.ExecuteAsync(run, slot.Owner, shutdown));
        return true;
    }
}
