using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>What a <see cref="Trainer"/> repeats.</summary>
internal sealed record TrainingWork
{
    /// <summary>Makes a batch from nothing but the seed, the epoch and the step, so that a resumed run sees the same ones.
    /// Called on other threads, ahead of its use; no tensors here.</summary>
    public required Func<int, int, Batch> Make { get; init; }

    /// <summary>The mean loss of a batch: a scalar with a gradient.</summary>
    public required Func<Batch, Tensor> Loss { get; init; }

    /// <summary>Loss and score on the validation items, the network in evaluation mode.</summary>
    public required Func<(double Loss, double Score)> Validate { get; init; }

    /// <summary>Of a score, by chance of the validation items: epochs whose scores differ by less are equally good.</summary>
    public Func<double, double> StandardError { get; init; } = _ => 0;

    /// <summary>How many items <see cref="Validate"/> looks at.</summary>
    public required int ValidationCount { get; init; }

    /// <summary>How many times as much work an item is after training as it is in <see cref="Validate"/>.</summary>
    public double InferenceWork { get; init; } = 1;

    /// <summary>The score's metric key.</summary>
    public required string ScoreName { get; init; }
}

/// <summary>Numbers for one step.</summary>
/// <param name="Inputs">Shape (N × C × H × W).</param>
/// <param name="InputShape">N, C, H, W.</param>
/// <param name="Targets">Class numbers.</param>
/// <param name="TargetShape">(N) or (N, H, W).</param>
internal sealed record Batch(float[] Inputs, long[] InputShape, long[] Targets, long[] TargetShape);
