using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>Where a training stands, after a whole epoch.</summary>
internal sealed record TrainingState
{
    /// <summary>Those so far.</summary>
    public required IReadOnlyList<EpochReport> Epochs { get; init; }

    /// <summary>How many there will be, as the budget allows.</summary>
    public required int PlannedEpochs { get; init; }

    /// <summary>Of the learning rate's schedule, 0 to 1.</summary>
    public double Fraction { get; init; }

    /// <summary>Of the optimiser, so far.</summary>
    public long Steps { get; init; }

    public double BestScore { get; init; } = double.NegativeInfinity;

    public double BestLoss { get; init; } = double.PositiveInfinity;

    /// <summary>Whose weights the model gets; 0: none yet.</summary>
    public int KeptEpoch { get; init; }

    /// <summary>Of the whole run.</summary>
    public double ElapsedSeconds { get; init; }

    public static TrainingState Begin(int plannedEpochs) => new() { Epochs = [], PlannedEpochs = plannedEpochs };
}

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
