using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Runs;

/// <summary>What convolutions are trained in. Models are float32 in any case.</summary>
public enum Precision
{
    /// <summary>Mixed where the processor is fast at bfloat16, else full.</summary>
    Auto,

    /// <summary>float32.</summary>
    Full,

    /// <summary>bfloat16, with weights in float32: <see cref="Models.MixedPrecision"/>.</summary>
    Mixed,
}

/// <summary>What to learn, from what, and within which limits.</summary>
public sealed record LearningRequest
{
    public required Dataset Data { get; init; }

    /// <summary>Null: the data's own task, else the one that its truth suggests.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>A key of the method catalogue, or <c>auto</c>.</summary>
    public string Method { get; init; } = "auto";

    /// <summary>Items to test on; null: the data's own test split, else a fifth of all items with truth.</summary>
    public Dataset? Test { get; init; }

    /// <summary>Tests by cross-validation: every labelled item is tested on once, by one of so many models (at least 2) that did not see
    /// it; the model that is kept learns from all. Null: one test part. Excludes <see cref="Test"/>.</summary>
    public int? Folds { get; init; }

    /// <summary>Keeps this many labelled items, stratified, and moves the others without their labels to the pool.</summary>
    public int? Labelled { get; init; }

    /// <summary>As <see cref="Labelled"/>, for each class.</summary>
    public int? LabelledPerClass { get; init; }

    /// <summary>A key of the model catalogue; null: what suits the data.</summary>
    public string? Architecture { get; init; }

    /// <summary>How many epochs to train at most; null: what suits the data.</summary>
    public int? Epochs { get; init; }

    /// <summary>Bounds the wall time of the whole run; null: until it stops by itself.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>The same seed on the same data and machine gives the same model.</summary>
    public int Seed { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>What convolutions are trained in.</summary>
    public Precision Precision { get; init; } = Precision.Auto;

    internal bool IsMixedPrecision =>
        Precision == Precision.Mixed || (Precision == Precision.Auto && MixedPrecision.IsFast);

    /// <summary>Receives <c>model/</c>, <c>report.json</c>, <c>report.html</c> and, while it runs, <c>checkpoint/</c>.
    /// A run that finds a checkpoint of the same request there goes on from it.</summary>
    public required string OutDirectory { get; init; }

    /// <summary>False: learn and evaluate only, as <c>labelsmith train</c> does.</summary>
    public bool PredictPool { get; init; } = true;
}
