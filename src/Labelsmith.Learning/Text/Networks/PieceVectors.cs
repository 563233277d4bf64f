namespace Labelsmith.Learning.Text.Networks;

/// <summary>What pieces of tokens mean, as far as texts tell without labels: pieces of the same texts point the same way.</summary>
/// <remarks>Latent semantic analysis, as <see cref="LatentSpace"/> does it of texts.</remarks>
internal static class PieceVectors
{
    private const double Noise = 0.05; // so that pieces which always stand together can be told apart

    /// <param name="texts">As <see cref="TokenPieces.Read"/> gives them, labelled or not.</param>
    /// <param name="count">V: how many pieces are known.</param>
    /// <param name="dimensions">E.</param>
    /// <returns>Shape (V × E), rows of length about 1.</returns>
    public static float[] Learn(IReadOnlyList<int[]> texts, int count, int dimensions, int seed, CancellationToken cancellation)
    {
        var rows = Enumerable.Range(0, count).Select(_ => new List<(int Text, float Value)>()).ToList();
        foreach (var (text, numbers) in texts.Index())
        {
            foreach (var (piece, times) in numbers.Where(number => number > 0).CountBy(number => number))
            {
                rows[piece - 1].Add((text, 1 + MathF.Log(times)));
            }
        }

        // texts of many pieces say less of each
        var lengths = new float[texts.Count];
        foreach (var (text, value) in rows.SelectMany(row => row))
        {
            lengths[text] += value * value;
        }

        var points = LatentSpace.Fit(
            [.. rows.Select(row => new SparseVector([.. row.Select(entry => entry.Text)], [.. row.Select(entry => entry.Value / MathF.Sqrt(lengths[entry.Text]))]))],
            texts.Count, dimensions, seed, cancellation);
        var random = new Random(seed);
        var vectors = new float[count * dimensions];
        for (var piece = 0; piece < count; piece++)
        {
            var own = vectors.AsSpan(piece * dimensions, dimensions);
            points[piece].CopyTo(own);
            foreach (ref var value in own)
            {
                value += (float)(Noise * ((2 * random.NextDouble()) - 1));
            }
        }

        return vectors;
    }
}
