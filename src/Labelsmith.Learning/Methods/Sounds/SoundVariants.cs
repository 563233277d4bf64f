using Labelsmith.Learning.Methods.Classifying;
using Labelsmith.Learning.Sounds;

namespace Labelsmith.Learning.Methods.Sounds;

/// <summary>Variants of recordings.</summary>
/// <param name="sounds">The labelled ones.</param>
/// <param name="pool">The unlabelled ones; may be empty.</param>
/// <param name="usual">For labelled ones.</param>
internal sealed class SoundVariants(ClassifiedSounds sounds, IReadOnlyList<Spectrogram> pool, SoundAugmentation usual) : IVariants
{
    private readonly SoundAugmentation _weak = usual.Weaker();
    private readonly SoundAugmentation _strong = usual.Stronger();

    public IReadOnlyList<long> Shape { get; } = sounds.Shape;

    public IReadOnlyList<int> Classes { get; } = [.. sounds.Train.Select(one => one.Class)];

    public int PoolCount => pool.Count;

    public void DrawLabelled(int item, Random random, Span<float> into) => usual.Apply(sounds.Train[item].Sound, random, into);

    public void DrawWeak(int item, Random random, Span<float> into) => _weak.Apply(pool[item], random, into);

    public void DrawStrong(int item, Random random, Span<float> into) => _strong.Apply(pool[item], random, into);

    public void DrawPlain(int item, Span<float> into) =>
        sounds.Input.Normalise(pool[item], (pool[item].Frames - sounds.Input.Frames) / 2, into);
}
