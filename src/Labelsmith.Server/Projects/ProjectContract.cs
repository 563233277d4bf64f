using Labelsmith.Domain;
using Labelsmith.Domain.Schema;
using Labelsmith.Server.Runs;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Server.Projects;

/// <summary>Items of one medium and the questions asked of them.</summary>
public sealed record ProjectView
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required Medium Medium { get; init; }
    public required LabelSchema Schema { get; init; }

    /// <summary>What annotators should know; may be empty.</summary>
    public required string Guidelines { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it lies in the trash.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public required ProjectCounts Counts { get; init; }
    public RunView? LatestRun { get; init; }
}

/// <summary>A project that is to be made.</summary>
public sealed record NewProject(string Name, Medium Medium, LabelSchema Schema);

/// <summary>What is to be changed; what is left out stays.</summary>
public sealed record ProjectPatch
{
    public string? Name { get; init; }
    public LabelSchema? Schema { get; init; }
    public string? Guidelines { get; init; }
}
