using Labelsmith.Learning.Methods.Classifying;

namespace Labelsmith.Learning.Text.Networks;

/// <summary>Variants of texts.</summary>
/// <param name="train">The labelled ones, as <see cref="TokenPieces.Read"/> gives them.</param>
/// <param name="pool">The unlabelled ones, likewise; may be empty.</param>
/// <param name="usual">For labelled ones.</param>
internal sealed class TextVariants(IReadOnlyList<(int[] Numbers, int Class)> train, IReadOnlyList<int[]> pool, TokenNoise usual) : IVariants
{
    private readonly TokenNoise _weak = usual.Weaker();
    private readonly TokenNoise _strong = usual.Stronger();

    public IReadOnlyList<long> Shape { get; } = [1, usual.Pieces.Window, TokenPieces.Each];

    public IReadOnlyList<int> Classes { get; } = [.. train.Select(one => one.Class)];

    public int PoolCount => pool.Count;

    public void DrawLabelled(int item, Random random, Span<float> into) => usual.Apply(train[item].Numbers, random, into);

    public void DrawWeak(int item, Random random, Span<float> into) => _weak.Apply(pool[item], random, into);

    public void DrawStrong(int item, Random random, Span<float> into) => _strong.Apply(pool[item], random, into);

    public void DrawPlain(int item, Span<float> into) => TokenPieces.Write(pool[item], 0, into);
}
