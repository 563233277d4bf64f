using Labelsmith.Domain;

namespace Labelsmith.Storage.Runs;

public enum RunState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>The stages of learning; the names are wire format.</summary>
public enum RunStage
{
    Preprocess,
    Features,
    Train,
    Evaluate,
    Predict,
}

/// <summary>What is to be learned.</summary>
/// <param name="Task">Null: what the project's schema and answers suggest.</param>
/// <param name="Method">A key of the method catalogue, or <c>auto</c>.</param>
/// <param name="Minutes">Bounds the wall time; null: until it stops by itself.</param>
/// <param name="Model">A model that is there and only has to answer; null: one is to be learned.</param>
public sealed record RunRequest(TaskKind? Task = null, string Method = "auto", double? Minutes = null, int Seed = 0, Guid? Model = null);

/// <summary>Where a run is.</summary>
public sealed record RunProgress
{
    public RunStage? Stage { get; init; }

    /// <summary>Of this stage, 0 to 1.</summary>
    public double Fraction { get; init; }

    /// <summary>Until the whole run ends, as far as can be told.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>One sentence for the user, or null.</summary>
    public string? Message { get; init; }

    public IReadOnlyList<RunEpoch> Epochs { get; init; } = [];
}

/// <summary>What an epoch of training gave.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Of">How many are planned.</param>
/// <param name="ValidationScore">Higher is better.</param>
/// <param name="ScoreName">A metric key, as in <c>report.json</c>.</param>
public sealed record RunEpoch(
    int Epoch, int Of, double TrainLoss, double ValidationLoss, double ValidationScore, string ScoreName);

/// <summary>One run of learning on a project. The database is the truth about it.</summary>
public sealed record Run
{
    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }
    public required RunRequest Request { get; init; }
    public required RunState State { get; init; }
    public RunProgress Progress { get; init; } = new();

    /// <summary>The worker that has it.</summary>
    public string? Owner { get; init; }

    /// <summary>When the worker was last heard of.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>How often a worker has begun it.</summary>
    public int Attempts { get; init; }

    public bool CancelRequested { get; init; }

    /// <summary>Why it failed: a sentence for the user.</summary>
    public string? Error { get; init; }

    public Guid? ModelId { get; init; }

    /// <summary>Items that have got a prediction.</summary>
    public int? Predicted { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    public bool IsFinal => State is RunState.Succeeded or RunState.Failed or RunState.Cancelled;
}
