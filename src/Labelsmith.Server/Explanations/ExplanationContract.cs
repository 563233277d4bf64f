using Labelsmith.Learning.Explaining;

namespace Labelsmith.Server.Explanations;

/// <summary>Why a model puts an item into a class.</summary>
public sealed record ExplanationView
{
    public required Guid ModelId { get; init; }

    /// <summary>`grad-cam`, `occlusion` or `integrated-gradients`.</summary>
    public required string Method { get; init; }

    /// <summary>The id of the label that is explained.</summary>
    public required string Label { get; init; }

    /// <summary>Of the label, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Of an image or a recording.</summary>
    public HeatMap? HeatMap { get; init; }

    /// <summary>Of a text.</summary>
    public IReadOnlyList<WordWeight>? Words { get; init; }

    /// <summary>Labelled items that look most alike to the model, the most alike first.</summary>
    public required IReadOnlyList<NeighbourView> Neighbours { get; init; }
}

/// <summary>A labelled item that looks alike.</summary>
public sealed record NeighbourView
{
    public required Guid ItemId { get; init; }

    public required string Name { get; init; }

    /// <summary>The first 200 characters of a text.</summary>
    public string? Excerpt { get; init; }

    /// <summary>The id of the label that a person gave it when the model learned.</summary>
    public required string Label { get; init; }

    /// <summary>At most 1.</summary>
    public required double Similarity { get; init; }
}
