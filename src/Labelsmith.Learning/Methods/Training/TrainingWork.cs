using Labelsmith.Learning.Preprocessing;
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

    /// <summary>What the averaged weights say of a batch's <see cref="Batch.TaughtInputs"/>, which <see cref="Loss"/> then finds in
    /// <see cref="Batch.Taught"/>. Called before each step, the network in evaluation mode; null: nobody teaches.</summary>
    public Func<Batch, Tensor>? Teach { get; init; }

    /// <summary>What <see cref="Loss"/> remembers from step to step, by name; it goes into the checkpoint.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> State { get; init; } = [];

    /// <summary>Loss and score on the validation items, the network in evaluation mode.</summary>
    public required Func<(double Loss, double Score)> Validate { get; init; }

    /// <summary>Of a score, by chance of the validation items: epochs whose scores differ by less are equally good.</summary>
    public Func<double, double> StandardError { get; init; } = _ => 0;

    /// <summary>How many items <see cref="Validate"/> looks at.</summary>
    public required int ValidationCount { get; init; }

    /// <summary>How many times as much work an item is after training as it is in <see cref="Validate"/>.</summary>
    public double InferenceWork { get; init; } = 1;

    /// <summary>What an item takes after training beside that.</summary>
    public TimeSpan OtherTime { get; init; }

    /// <summary>The score's metric key.</summary>
    public required string ScoreName { get; init; }
}

/// <summary>Numbers for one step.</summary>
/// <param name="Inputs">Shape (N × C × H × W).</param>
/// <param name="InputShape">N, C, H, W.</param>
/// <param name="Targets">Class numbers; of the first items where they are fewer than the inputs.</param>
/// <param name="TargetShape">(N) or (N, H, W).</param>
internal sealed record Batch(float[] Inputs, long[] InputShape, long[] Targets, long[] TargetShape)
{
    /// <summary>Shape (U × C × H × W): variants of the unlabelled items for the averaged weights to judge; may be empty.</summary>
    public float[] TaughtInputs { get; init; } = [];

    /// <summary>Of patches: what of the unlabelled inputs, though not of <see cref="TaughtInputs"/>, comes from the next one; may be empty.</summary>
    public PastedBox[] Pasted { get; init; } = [];

    /// <summary>Shape of the inputs: what they were before they were changed, where it is to be found again; else empty.</summary>
    public float[] Originals { get; init; } = [];

    /// <summary>What <see cref="TrainingWork.Teach"/> made of them, without a gradient; set by the trainer.</summary>
    public Tensor? Taught { get; init; }

    /// <summary>Of the whole training that is done, 0 to 1; set by the trainer.</summary>
    public double Fraction { get; init; }
}
