using Labelsmith.Domain;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Server.Models;

/// <summary>A model of a project, with where it comes from.</summary>
public sealed record ModelView
{
    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }

    /// <summary>The run that learned it; left out for a model from elsewhere.</summary>
    public Guid? RunId { get; init; }

    public required TaskKind Task { get; init; }
    public required string Method { get; init; }

    /// <summary>For people.</summary>
    public required string Architecture { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its answers are those that are shown: of the project's models it was learned or promoted last.</summary>
    public required bool InService { get; init; }

    public required int Seed { get; init; }

    /// <summary>Labelled items that it has seen, validation included.</summary>
    public required int LabelsUsed { get; init; }

    /// <summary>SHA-256 of the items and labels that it learned from; left out where they are unknown.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Of Labelsmith and its engines, by name.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>On the test items of its run, by metric key.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>How many items it was tested on; left out where it was not.</summary>
    public int? TestItems { get; init; }

    /// <summary>Whether <c>/onnx</c> has its file.</summary>
    public required bool HasOnnx { get; init; }
}

/// <summary>Two models on the items that both were tested on.</summary>
/// <param name="LeftOut">Of them, those whose labels have changed between the two tests.</param>
public sealed record ModelComparison(Guid First, Guid Second, int ItemCount, int LeftOut, IReadOnlyList<PairedMetric> Metrics);
