using System.Numerics.Tensors;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Labelsmith.Learning.Explaining;

/// <summary>Labelled items as the model sees them: what it answers can be compared with them.</summary>
public sealed class ExampleIndex
{
    /// <summary>In the model's folder.</summary>
    public const string FileName = "examples.safetensors";

    private const string TensorName = "features";
    private const int MostItems = 2000; // of more, a random draw: looking at them costs a second then

    private readonly List<Example> _examples;
    private readonly List<float[]> _features; // of length 1

    private ExampleIndex(List<Example> examples, List<float[]> features) => (_examples, _features) = (examples, features);

    public int Count => _examples.Count;

    /// <summary>Shows labelled items to a classifier.</summary>
    /// <param name="items">Labelled ones; those that cannot be read are passed over.</param>
    /// <param name="seed">Of the draw where there are many.</param>
    /// <returns>Null where the model doesn't tell features, or nothing is labelled.</returns>
    public static ExampleIndex? Build(Predictor predictor, IReadOnlyList<DataItem> items, int seed, CancellationToken cancellation)
    {
        if (items.Count > MostItems)
        {
            var drawn = items.ToArray();
            new Random(seed).Shuffle(drawn);
            items = drawn[..MostItems];
        }

        var labels = items.Select(item => (item.Id, Label: TryLabel(item))).Where(one => one.Label is not null)
            .ToDictionary(one => one.Id, one => one.Label!);
        var (examples, features) = (new List<Example>(), new List<float[]>());
        foreach (var output in predictor.Run(items.Where(item => labels.ContainsKey(item.Id)), cancellation).OfType<ClassOutput>())
        {
            if (output.Features is { } seen)
            {
                examples.Add(new Example(output.ItemId, labels[output.ItemId]));
                features.Add(Unit(seen));
            }
        }

        return examples.Count > 0 ? new ExampleIndex(examples, features) : null;
    }

    /// <summary>As written by <see cref="Write"/>; null where the folder has none.</summary>
    /// <exception cref="BadDataException">The file is not sound.</exception>
    public static ExampleIndex? TryRead(string directory)
    {
        var file = Path.Combine(directory, FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var (tensors, metadata) = Safetensors.Read(file);
        var examples = JsonSerializer.Deserialize<List<Example>>(metadata ?? "[]", DomainJson.Options)!;
        return examples.Count > 0 && tensors.TryGetValue(TensorName, out var features) && features.shape[0] == examples.Count
            ? new ExampleIndex(examples, [.. features.data<float>().ToArray().Chunk((int)features.shape[1])])
            : throw new BadDataException($"{file} is not sound: copy the model's folder again.");
    }

    public void Write(string directory)
    {
        using var scope = NewDisposeScope();
        var features = tensor([.. _features.SelectMany(row => row)], [_features.Count, _features[0].Length]);
        Safetensors.Write(
            Path.Combine(directory, FileName), new Dictionary<string, Tensor> { [TensorName] = features },
            JsonSerializer.Serialize(_examples, DomainJson.Options));
    }

    /// <summary>The examples that are most alike, the most alike first.</summary>
    /// <param name="features">As <see cref="ClassOutput.Features"/>.</param>
    /// <param name="except">Is not its own neighbour.</param>
    public IReadOnlyList<Neighbour> Nearest(float[] features, int count, string except)
    {
        var unit = Unit(features);
        var similarities = new float[Count];
        for (var i = 0; i < Count; i++)
        {
            similarities[i] = _examples[i].Id != except && _features[i].Length == unit.Length
                ? TensorPrimitives.Dot<float>(unit, _features[i])
                : float.NegativeInfinity;
        }

        return
        [
            .. Enumerable.Range(0, Count).Where(i => !float.IsNegativeInfinity(similarities[i]))
                .OrderByDescending(i => similarities[i]).Take(count)
                .Select(i => new Neighbour(_examples[i].Id, _examples[i].Label, similarities[i])),
        ];
    }

    private static string? TryLabel(DataItem item)
    {
        try
        {
            return ItemTruth.LabelOf(item);
        }
        catch (BadItemException)
        {
            return null; // reported where it was to be learned from
        }
    }

    private static float[] Unit(float[] features)
    {
        var unit = new float[features.Length];
        var length = TensorPrimitives.Norm<float>(features);
        TensorPrimitives.Divide(features, length > 0 ? length : 1, unit);
        return unit;
    }

    private sealed record Example(string Id, string Label);
}
