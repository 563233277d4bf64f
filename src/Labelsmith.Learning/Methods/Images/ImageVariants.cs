using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods.Classifying;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>Variants of images.</summary>
/// <param name="images">The labelled ones.</param>
/// <param name="pool">The unlabelled ones; may be empty.</param>
/// <param name="weak">For labelled ones too.</param>
/// <param name="strong">For what is to be learned of unlabelled ones.</param>
internal sealed class ImageVariants(
    ClassifiedImages images, IReadOnlyList<PixelSource> pool, ImageAugmentation weak, ImageAugmentation strong) : IVariants
{
    public IReadOnlyList<long> Shape { get; } = images.Shape(1)[1..];

    public IReadOnlyList<int> Classes { get; } = [.. images.Train.Select(one => one.Class)];

    public int PoolCount => pool.Count;

    public void DrawLabelled(int item, Random random, Span<float> into) =>
        weak.Apply(images.Train[item].Image, images.Settings.Input, random, into);

    public void DrawWeak(int item, Random random, Span<float> into) => weak.Apply(pool[item], images.Settings.Input, random, into);

    public void DrawStrong(int item, Random random, Span<float> into) => strong.Apply(pool[item], images.Settings.Input, random, into);

    public void DrawPlain(int item, Span<float> into) => images.Settings.Input.Normalise(pool[item].Pixels.Span, into);
}
