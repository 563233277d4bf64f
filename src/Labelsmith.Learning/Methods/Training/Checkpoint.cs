using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>Where a training stands, after a whole epoch.</summary>
/// <param name="Epochs">Those so far.</param>
/// <param name="PlannedEpochs">How many there will be, as the budget allows.</param>
/// <param name="Fraction">Of the learning rate's schedule, 0 to 1.</param>
/// <param name="Steps">Of the optimiser, so far.</param>
/// <param name="BestEpoch">0: none yet.</param>
/// <param name="ElapsedSeconds">Of the whole run.</param>
internal sealed record TrainingState(
    IReadOnlyList<EpochReport> Epochs,
    int PlannedEpochs,
    double Fraction,
    long Steps,
    int BestEpoch,
    double BestScore,
    double BestLoss,
    double ElapsedSeconds);

/// <summary>A training on disk: one safetensors file whose metadata is the state. Everything random follows from the seed
/// and the epoch's number, so no generator needs to be kept.</summary>
internal static class Checkpoint
{
    private const string FileName = "training.safetensors";

    public static void Write(string directory, TrainingState state, IEnumerable<(string Name, Tensor Value)> tensors) =>
        Safetensors.Write(
            Path.Combine(directory, FileName),
            tensors.ToDictionary(entry => entry.Name, entry => entry.Value),
            JsonSerializer.Serialize(state, DomainJson.Options));

    /// <summary>Copies what was kept into <paramref name="tensors"/>; null: there is no checkpoint.</summary>
    public static TrainingState? Restore(string directory, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        var file = Path.Combine(directory, FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (kept, state) = Safetensors.Read(file);
        foreach (var (name, tensor) in tensors)
        {
            tensor.copy_(kept[name]);
        }

        return JsonSerializer.Deserialize<TrainingState>(state!, DomainJson.Options);
    }
}
