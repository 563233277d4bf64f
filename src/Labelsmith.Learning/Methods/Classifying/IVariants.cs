namespace Labelsmith.Learning.Methods.Classifying;

/// <summary>Labelled items in memory, unlabelled ones beside them, and a way to draw variants of them. May be used by many threads.</summary>
internal interface IVariants
{
    /// <summary>C, H, W of a variant.</summary>
    IReadOnlyList<long> Shape { get; }

    /// <summary>Shape (N): the labelled items' class numbers.</summary>
    IReadOnlyList<int> Classes { get; }

    /// <summary>How many unlabelled items there are.</summary>
    int PoolCount { get; }

    /// <summary>A variant of a labelled item.</summary>
    /// <param name="into">Shape (C × H × W), receives it, normalised.</param>
    void DrawLabelled(int item, Random random, Span<float> into);

    /// <summary>A variant of an unlabelled item that is changed little.</summary>
    /// <inheritdoc cref="DrawLabelled"/>
    void DrawWeak(int item, Random random, Span<float> into);

    /// <summary>A variant of an unlabelled item that is hardly to be recognised.</summary>
    /// <inheritdoc cref="DrawLabelled"/>
    void DrawStrong(int item, Random random, Span<float> into);

    /// <summary>An unlabelled item as it is.</summary>
    /// <param name="into">Shape (C × H × W), receives it, normalised.</param>
    void DrawPlain(int item, Span<float> into);
}
