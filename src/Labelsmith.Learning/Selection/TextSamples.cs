using System.Numerics.Tensors;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Selection;

/// <summary>Variants of a text classifier: each has never heard of half of the pieces that texts are made of.</summary>
/// <remarks>Dropout of the inputs of a linear model, Wager, Wang and Liang (2013), "Dropout training as adaptive regularization",
/// arXiv:1307.1493. Our classifiers are not trained with it: a text whose answer rests on few pieces is one about which the variants
/// contradict each other, one that many pieces agree on is not.</remarks>
internal sealed class TextSamples : IModelSamples
{
    private readonly IReadOnlyList<DataItem> _items;
    private readonly FeatureSpace _space;
    private readonly float[] _weights; // shape (D × K)
    private readonly float[] _offsets;
    private readonly uint[] _known;     // shape (D): bit t is set where variant t knows the piece

    private TextSamples(IReadOnlyList<DataItem> items, FeatureSpace space, float[] weights, float[] offsets, int seed)
    {
        (_items, _space, _weights, _offsets) = (items, space, weights, offsets);
        var random = new Random(seed);
        _known = [.. Enumerable.Range(0, space.ColumnCount).Select(_ => (uint)random.NextInt64(1L << Count))];
    }

    public int Count => 20;

    public int ClassCount => _offsets.Length;

    /// <param name="directory">Of a <see cref="TextClassifier"/>.</param>
    public static TextSamples Load(string directory, ModelCard card, IReadOnlyList<DataItem> items, int seed)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var (tensors, _) = Safetensors.Read(Path.Combine(directory, ModelFiles.Weights));
        var space = FeatureSpace.From(card.SettingsAs<TextClassifierSettings>().Space);
        return new TextSamples(
            items, space, tensors["weight"].data<float>().ToArray(), tensors["bias"].data<float>().ToArray(), seed);
    }

    public void Answer(int item, Span<float> probabilities)
    {
        for (var sample = 0; sample < Count; sample++)
        {
            _offsets.CopyTo(probabilities[(sample * ClassCount)..]);
        }

        var (columns, values) = _space.Transform(TextFeatures.Count(TextContent.Read(_items[item])));
        for (var i = 0; i < columns.Length; i++)
        {
            var weights = _weights.AsSpan(columns[i] * ClassCount, ClassCount);
            for (var sample = 0; sample < Count; sample++)
            {
                if ((_known[columns[i]] >> sample & 1) == 1)
                {
                    var logits = probabilities.Slice(sample * ClassCount, ClassCount);
                    TensorPrimitives.MultiplyAdd(weights, 2 * values[i], logits, logits); // half are left out, so the others count twice
                }
            }
        }

        for (var sample = 0; sample < Count; sample++)
        {
            var logits = probabilities.Slice(sample * ClassCount, ClassCount);
            TensorPrimitives.SoftMax<float>(logits, logits);
        }
    }
}
