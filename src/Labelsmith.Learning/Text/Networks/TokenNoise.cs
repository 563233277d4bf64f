namespace Labelsmith.Learning.Text.Networks;

/// <summary>Variants of a window of tokens that mean about the same: tokens are left out, and neighbours change places.</summary>
/// <remarks>After the operations of Wei and Zou (2019), "EDA: easy data augmentation techniques for boosting performance on text
/// classification tasks", arXiv:1901.11196, that need no dictionary.</remarks>
/// <param name="Dropout">How probably a token is left out, 0 to 1.</param>
/// <param name="Swap">How probably a token changes places with the next one, 0 to 1.</param>
internal sealed record TokenNoise(TokenPieces Pieces, double Dropout, double Swap)
{
    /// <summary>For unlabelled texts, to be judged: a third of it.</summary>
    public TokenNoise Weaker() => this with { Dropout = Dropout / 3, Swap = 0 };

    /// <summary>For unlabelled texts, to be learned from.</summary>
    public TokenNoise Stronger() => this with { Dropout = Math.Min(0.5, 2.5 * Dropout), Swap = Math.Min(0.5, 2 * Swap) };

    /// <summary>Draws a variant of a window that begins anywhere in the text.</summary>
    /// <param name="numbers">As <see cref="TokenPieces.Read"/> gives them.</param>
    /// <param name="into">As <see cref="TokenPieces.Write"/> takes it.</param>
    public void Apply(ReadOnlySpan<int> numbers, Random random, Span<float> into)
    {
        var tokens = numbers.Length / TokenPieces.Each;
        var start = tokens > Pieces.Window ? random.Next(tokens - Pieces.Window + 1) : 0;
        Span<int> order = stackalloc int[Pieces.Window];
        var kept = 0;
        for (var token = start; token < Math.Min(tokens, start + Pieces.Window); token++)
        {
            if (random.NextDouble() >= Dropout)
            {
                order[kept++] = token;
            }
        }

        if (kept == 0 && tokens > 0)
        {
            order[kept++] = start + random.Next(Math.Min(tokens, Pieces.Window)); // something must be left
        }

        for (var at = 0; at + 1 < kept; at++)
        {
            if (random.NextDouble() < Swap)
            {
                (order[at], order[at + 1]) = (order[at + 1], order[at]);
            }
        }

        into.Clear();
        for (var at = 0; at < kept; at++)
        {
            for (var piece = 0; piece < TokenPieces.Each; piece++)
            {
                into[(at * TokenPieces.Each) + piece] = numbers[(order[at] * TokenPieces.Each) + piece];
            }
        }
    }
}
