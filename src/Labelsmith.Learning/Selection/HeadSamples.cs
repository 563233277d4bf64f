using System.Numerics.Tensors;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Selection;

/// <summary>Variants of a network that differ in its last layer: each goes without a fifth of the numbers that this layer decides by.</summary>
/// <remarks>Gal and Ghahramani (2016), "Dropout as a Bayesian approximation", arXiv:1506.02142. Our residual nets are trained with dropout
/// in this one place, so these are the variants that training made; what the layers before do not know stays unseen, which makes the
/// disagreement smaller than that of a network with dropout everywhere. Where a model averages mirror images or windows, the mean
/// of their numbers goes into the variants.</remarks>
internal sealed class HeadSamples : IModelSamples
{
    private const double Dropped = ResidualNet.UsualDropout;

    private readonly PointSet _features;
    private readonly float[][] _weights; // T times, shape (K × D)
    private readonly float[] _offsets;

    private HeadSamples(PointSet features, float[] weights, float[] offsets, int seed)
    {
        (_features, _offsets) = (features, offsets);
        var random = new Random(seed);
        _weights = new float[Count][];
        for (var sample = 0; sample < Count; sample++)
        {
            var own = (float[])weights.Clone();
            for (var column = 0; column < features.Dimensions; column++)
            {
                var factor = random.NextDouble() < Dropped ? 0 : (float)(1 / (1 - Dropped));
                for (var at = column; at < own.Length; at += features.Dimensions)
                {
                    own[at] *= factor;
                }
            }

            _weights[sample] = own;
        }
    }

    public int Count => 20;

    public int ClassCount => _offsets.Length;

    /// <param name="directory">The model's.</param>
    /// <param name="features">What its last layer decides by, of each item.</param>
    /// <returns>Null: this is no network whose last layer is known.</returns>
    public static HeadSamples? TryLoad(string directory, PointSet features, int seed)
    {
        var file = Path.Combine(directory, ModelFiles.Weights);
        if (!File.Exists(file))
        {
            return null;
        }

        using var scope = TorchSharp.torch.NewDisposeScope();
        var (tensors, _) = Safetensors.Read(file);
        return tensors.TryGetValue("head.weight", out var weight) && tensors.TryGetValue("head.bias", out var bias)
            && weight.shape is [_, var length] && length == features.Dimensions
            ? new HeadSamples(features, weight.data<float>().ToArray(), bias.data<float>().ToArray(), seed)
            : null;
    }

    public void Answer(int item, Span<float> probabilities)
    {
        for (var sample = 0; sample < Count; sample++)
        {
            var answer = probabilities.Slice(sample * ClassCount, ClassCount);
            for (var label = 0; label < ClassCount; label++)
            {
                var weights = _weights[sample].AsSpan(label * _features.Dimensions, _features.Dimensions);
                answer[label] = _offsets[label] + TensorPrimitives.Dot(weights, _features[item]);
            }

            TensorPrimitives.SoftMax(answer, answer);
        }
    }
}
