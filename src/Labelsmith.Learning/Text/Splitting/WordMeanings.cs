using System.Numerics.Tensors;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text.Splitting;

/// <summary>What words mean, as far as unlabelled texts tell: those that stand near the same others point the same way, so that two
/// sentences may be alike without sharing a word.</summary>
/// <remarks>Latent semantic analysis of words by the passages that they stand in, as Choi, Wiemer-Hastings and Moore (2001), "Latent
/// semantic analysis for text segmentation", EMNLP, W01-0514, used it.</remarks>
internal sealed class WordMeanings
{
    private const int Dimensions = 100;
    private const int Around = 3; // units on each side that belong to a passage
    private const int MostPassages = 50_000;
    private const int MostWords = 30_000;
    private const int LeastTexts = 5; // fewer tell nothing

    private readonly Dictionary<string, int> _numbers;
    private readonly float[] _vectors; // (words, dimensions): of the length that a word counts
    private readonly int _dimensions;

    private WordMeanings(IReadOnlyList<string> words, float[] vectors)
    {
        Words = words;
        _numbers = words.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        (_vectors, _dimensions) = (vectors, vectors.Length / words.Count);
    }

    /// <summary>In the order of the vectors.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Learns from texts.</summary>
    /// <param name="texts">By text and unit: the stems of its words.</param>
    /// <returns>Null where there are too few texts.</returns>
    public static WordMeanings? Learn(IReadOnlyList<List<List<string>>> texts, int seed, CancellationToken cancellation)
    {
        var spread = texts.SelectMany(text => text.SelectMany(unit => unit).Distinct()).CountBy(word => word)
            .Where(entry => entry.Value > 1).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal);
        List<string> words = [.. spread.Take(MostWords).Select(entry => entry.Key)];
        if (texts.Count < LeastTexts || words.Count < 2)
        {
            return null;
        }

        var numbers = words.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var rows = words.ConvertAll(_ => new List<(int Passage, float Value)>());
        var passages = 0;
        foreach (var passage in texts.SelectMany(Passages).Take(MostPassages))
        {
            foreach (var (word, times) in passage.Where(numbers.ContainsKey).CountBy(word => numbers[word]))
            {
                rows[word].Add((passages, 1 + MathF.Log(times)));
            }

            passages++;
        }

        var rarity = rows.ConvertAll(row => MathF.Log((1f + passages) / (1f + row.Count)));
        var points = LatentSpace.Fit(
            [.. rows.Select((row, word) => new SparseVector([.. row.Select(entry => entry.Passage)], [.. row.Select(entry => entry.Value * rarity[word])]))],
            passages, Dimensions, seed, cancellation);
        for (var word = 0; word < words.Count; word++)
        {
            var own = points.Values.AsSpan(word * points.Dimensions, points.Dimensions);
            TensorPrimitives.Multiply<float>(own, rarity[word], own);
        }

        return new WordMeanings(words, points.Values);
    }

    /// <summary>As written by <see cref="Write"/>.</summary>
    /// <exception cref="BadDataException">The file is not sound, or is another model's.</exception>
    public static WordMeanings Read(string directory, IReadOnlyList<string> words)
    {
        var (tensors, _) = Safetensors.Read(Path.Combine(directory, ModelFiles.Weights));
        using var vectors = tensors["vectors"];
        return vectors.shape[0] == words.Count
            ? new WordMeanings(words, vectors.data<float>().ToArray())
            : throw new BadDataException($"{directory} mixes files of different models: {vectors.shape[0]} vectors for {words.Count} words.");
    }

    public void Write(string directory)
    {
        using var vectors = tensor(_vectors, [Words.Count, _dimensions]);
        Safetensors.Write(Path.Combine(directory, ModelFiles.Weights), new Dictionary<string, TorchSharp.torch.Tensor> { ["vectors"] = vectors });
    }

    /// <summary>The direction of each unit: of length 1, or 0 where no word of it is known.</summary>
    /// <param name="units">By unit: the stems of its words.</param>
    public float[][] Directions(IReadOnlyList<List<string>> units) => [.. units.Select(unit =>
    {
        var sum = new float[_dimensions];
        foreach (var word in unit)
        {
            if (_numbers.TryGetValue(word, out var number))
            {
                TensorPrimitives.Add<float>(sum, _vectors.AsSpan(number * _dimensions, _dimensions), sum);
            }
        }

        var length = TensorPrimitives.Norm<float>(sum);
        TensorPrimitives.Multiply<float>(sum, length > 0 ? 1 / length : 0, sum);
        return sum;
    })];

    private static IEnumerable<IEnumerable<string>> Passages(List<List<string>> units) =>
        Enumerable.Range(0, units.Count).Select(unit =>
            units[Math.Max(0, unit - Around)..Math.Min(units.Count, unit + Around + 1)].SelectMany(words => words));
}
