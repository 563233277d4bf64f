using Labelsmith.Domain;
using Labelsmith.Storage.Runs;

namespace Labelsmith.Server.Runs;

/// <summary>One run of learning.</summary>
public sealed record RunView
{
    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }

    /// <summary>Left out: what the project's schema suggests.</summary>
    public TaskKind? Task { get; init; }

    public required string Method { get; init; }

    /// <summary>Bounds the wall time; left out: until it stops by itself.</summary>
    public double? Minutes { get; init; }

    public required int Seed { get; init; }
    public required RunState State { get; init; }
    public RunStage? Stage { get; init; }

    /// <summary>Of the stage, 0 to 1.</summary>
    public required double Fraction { get; init; }

    /// <summary>Until the whole run ends.</summary>
    public double? SecondsLeft { get; init; }

    public string? Message { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    public required IReadOnlyList<RunEpoch> Epochs { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public Guid? ModelId { get; init; }

    /// <summary>The run only lets this model answer; left out where it learns one.</summary>
    public Guid? Promotes { get; init; }

    /// <summary>Items that have got a prediction.</summary>
    public int? Predicted { get; init; }

    /// <summary>The worker has been told to stop and is about to.</summary>
    public required bool CancelRequested { get; init; }

    internal static RunView Of(Run run) => new()
    {
        Id = run.Id,
        ProjectId = run.ProjectId,
        Task = run.Request.Task,
        Method = run.Request.Method,
        Minutes = run.Request.Minutes,
        Seed = run.Request.Seed,
        State = run.State,
        Stage = run.Progress.Stage,
        Fraction = run.Progress.Fraction,
        SecondsLeft = run.IsFinal ? null : run.Progress.SecondsLeft,
        Message = run.Progress.Message,
        Error = run.Error,
        Epochs = run.Progress.Epochs,
        CreatedAt = run.CreatedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        ModelId = run.ModelId,
        Promotes = run.Request.Model,
        Predicted = run.Predicted,
        CancelRequested = run.CancelRequested,
    };
}

/// <summary>What is to be learned; everything may be left out.</summary>
public sealed record NewRun
{
    public TaskKind? Task { get; init; }

    /// <summary>A method's key, or <c>auto</c>, which is the default.</summary>
    public string? Method { get; init; }

    /// <summary>Bounds the wall time; left out: until it stops by itself.</summary>
    public double? Minutes { get; init; }

    /// <summary>Default 0.</summary>
    public int? Seed { get; init; }
}

/// <summary>A task that fits the project, and the ways to learn it.</summary>
public sealed record TaskView(TaskKind Task, string Title, IReadOnlyList<MethodView> Methods);

public sealed record MethodView(string Key, string Title, string Description);
