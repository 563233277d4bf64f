using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>A layer, linear or of 3 × 3 convolutions, whose weights are a direction and a length for each output.</summary>
/// <remarks>Salimans and Kingma (2016), "Weight normalization", arXiv:1602.07868. Unlike batch normalisation it mixes no items, so
/// that real and drawn ones can be told apart by themselves alone.</remarks>
internal sealed class WeightNormed : Module<Tensor, Tensor>
{
    private readonly Parameter _direction;  // (outputs, inputs) or (outputs, inputs, 3, 3)
    private readonly Parameter _length;     // (outputs)
    private readonly Parameter _offset;     // (outputs)
    private readonly int _stride;

    private WeightNormed(string name, Tensor direction, int stride) : base(name)
    {
        _stride = stride;
        var outputs = direction.shape[0];
        _direction = new Parameter(direction);
        // as He et al. (2015), arXiv:1502.01852, start layers between rectifiers
        _length = new Parameter(full(outputs, Math.Sqrt(2), dtype: float32));
        _offset = new Parameter(zeros(outputs));
        register_parameter("direction", _direction);
        register_parameter("length", _length);
        register_parameter("offset", _offset);
    }

    /// <summary>Whether the weights are constants for now: gradients then go through this layer, not into it.</summary>
    public bool IsFrozen { get; set; }

    public static WeightNormed Linear(string name, int inputs, int outputs) => new(name, randn(outputs, inputs), 1);

    /// <summary>Padded by 1.</summary>
    public static WeightNormed Convolution(string name, int inputs, int outputs, int stride) =>
        new(name, randn(outputs, inputs, 3, 3), stride);

    /// <param name="input">Shape (N, inputs) or (N, inputs, H, W).</param>
    /// <returns>float32, rounded to bfloat16 in <see cref="MixedPrecision"/> where that is sound.</returns>
    public override Tensor forward(Tensor input)
    {
        var (weight, offset) = IsFrozen ? (Weight().detach(), _offset.detach()) : (Weight(), _offset);
        return _direction.dim() == 2
            ? MixedPrecision.Multiply(weight, offset, input)
            : MixedPrecision.Convolve(weight, offset, input, _stride, padding: 1);
    }

    /// <returns>The name of what this layer says.</returns>
    public string Export(OnnxGraph graph, string input)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return _direction.dim() == 2
            ? graph.Linear(input, Weight(), _offset)
            : graph.Convolution(input, Weight(), _offset, [_stride, _stride], [1, 1, 1, 1]);
    }

    /// <summary>Multiplies what this layer says by <paramref name="factor"/> from now on.</summary>
    public void Scale(double factor)
    {
        using var frozen = no_grad();
        _length.mul_(factor);
        _offset.mul_(factor);
    }

    private Tensor Weight()
    {
        var shape = new long[_direction.dim()];
        Array.Fill(shape, 1);
        shape[0] = -1;
        var flat = _direction.flatten(1);
        return _direction * (_length / flat.square().sum([1]).sqrt()).view(shape);
    }
}
