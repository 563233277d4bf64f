using Labelsmith.Learning.Graphs;

namespace Labelsmith.Learning.Selection;

/// <summary>What is known of N items when some of them are to be chosen.</summary>
internal sealed record SelectionInput
{
    /// <summary>Shape (N): those that have a label already are never chosen.</summary>
    public required bool[] Labelled { get; init; }

    /// <summary>N points; null where no strategy asked for them.</summary>
    public PointSet? Points { get; init; }

    /// <summary>Shape (N, K): what a model says of each item, summing to 1; entries of labelled items may be null.</summary>
    public float[]?[]? Probabilities { get; init; }

    /// <summary>What variants of the model say of each item.</summary>
    public IModelSamples? Samples { get; init; }

    /// <summary>N.</summary>
    public int Count => Labelled.Length;

    /// <summary>The items that may be chosen, in order.</summary>
    public int[] Open => [.. Enumerable.Range(0, Count).Where(item => !Labelled[item])];
}

/// <summary>Variants of a model, the same ones for all items.</summary>
internal interface IModelSamples
{
    /// <summary>T.</summary>
    int Count { get; }

    /// <summary>K.</summary>
    int ClassCount { get; }

    /// <summary>May be called by many threads.</summary>
    /// <param name="item">Its place in the input.</param>
    /// <param name="probabilities">Shape (T, K): receives what each variant says.</param>
    void Answer(int item, Span<float> probabilities);
}
