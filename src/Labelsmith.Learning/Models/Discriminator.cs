using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Tells classes of images apart, and images from those that its <see cref="Generator"/> draws: one class more than
/// there are, whose logit is 0.</summary>
/// <remarks>After Salimans, Goodfellow, Zaremba, Cheung, Radford and Chen (2016), "Improved techniques for training GANs",
/// arXiv:1606.03498: linear layers with noise before each for small grey images, convolutions for others.</remarks>
internal sealed class Discriminator : ClassifierNet
{
    private const int SmallestSide = 8; // convolutions end here
    private const int MostFilters = 128;
    private const double InputNoise = 0.3; // of the values' range
    private const double HiddenNoise = 0.5;

    private static readonly int[] _widths = [1000, 500, 250, 250, 250];

    private readonly double _inputNoise;
    private readonly double _hiddenNoise;
    private readonly List<WeightNormed> _layers = [];
    private readonly WeightNormed _head;

    /// <param name="input">Of the images.</param>
    /// <param name="classes">K.</param>
    /// <param name="noise">In training; 0: none.</param>
    /// <param name="isDense">Whether all layers are linear; null: where the images are small and grey.</param>
    public Discriminator(ImageInput input, int height, int width, int classes, double noise = 1, bool? isDense = null) : base(nameof(Discriminator))
    {
        IsDense = isDense ?? ImageEncoder.IsDense(input.Channels, height, width);
        (_inputNoise, _hiddenNoise) = (noise * InputNoise / input.Deviation.Average(), noise * HiddenNoise);
        ClassCount = classes;
        var inputs = IsDense ? AddLinear(input.Channels * height * width) : AddConvolutions(input.Channels, Math.Max(height, width));
        _head = WeightNormed.Linear("head", inputs, classes);
        register_module("head", _head);
        Generator = new Generator(input, height, width, IsDense);
        register_module("generator", Generator);
    }

    /// <summary>Whether all layers are linear.</summary>
    public bool IsDense { get; }

    public Generator Generator { get; }

    /// <summary>K.</summary>
    public int ClassCount { get; }

    /// <param name="input">Shape (N, channels, H, W), normalised.</param>
    /// <returns>Logits, shape (N, K).</returns>
    public override Tensor forward(Tensor input) => _head.forward(Noisy(Features(input), _hiddenNoise));

    /// <returns>What the classes are told by, shape (N, F).</returns>
    public Tensor Features(Tensor input)
    {
        var x = Noisy(IsDense ? input.flatten(1) : input, _inputNoise);
        for (var i = 0; i < _layers.Count; i++)
        {
            x = functional.relu(_layers[i].forward(i == 0 || !IsDense ? x : Noisy(x, _hiddenNoise)));
        }

        return (IsDense ? x : x.mean([2, 3])).to(float32);
    }

    /// <summary>As <see cref="Features"/>, with weights that no gradient reaches: only what was looked at gets one.</summary>
    public Tensor FrozenFeatures(Tensor input)
    {
        _layers.ForEach(layer => layer.IsFrozen = true);
        try
        {
            return Features(input);
        }
        finally
        {
            _layers.ForEach(layer => layer.IsFrozen = false);
        }
    }

    public override void Cool(double temperature) => _head.Scale(1 / temperature);

    public override void Export(OnnxGraph graph, int channels, int height, int width)
    {
        var x = graph.Input("image", "N", channels, height, width);
        x = IsDense ? graph.Node("Flatten", [x], ("axis", 1)) : x;
        x = _layers.Aggregate(x, (y, layer) => graph.Node("Relu", [layer.Export(graph, y)]));
        x = IsDense ? x : graph.Node("Flatten", [graph.Node("GlobalAveragePool", [x])], ("axis", 1));
        graph.Output(graph.Node("Softmax", [_head.Export(graph, x)], ("axis", -1)), "probabilities", "N", ClassCount);
    }

    private int AddLinear(int inputs)
    {
        foreach (var outputs in _widths)
        {
            Add(WeightNormed.Linear($"layer{_layers.Count}", inputs, outputs));
            inputs = outputs;
        }

        return inputs;
    }

    /// <summary>Two convolutions to each halving of the side, and one at the end.</summary>
    private int AddConvolutions(int inputs, int side)
    {
        for (var filters = 32; side > SmallestSide; side = (side + 1) / 2)
        {
            Add(WeightNormed.Convolution($"layer{_layers.Count}", inputs, filters, stride: 1));
            inputs = Math.Min(2 * filters, MostFilters);
            Add(WeightNormed.Convolution($"layer{_layers.Count}", filters, inputs, stride: 2));
            filters = inputs;
        }

        Add(WeightNormed.Convolution($"layer{_layers.Count}", inputs, MostFilters, stride: 1));
        return MostFilters;
    }

    private void Add(WeightNormed layer)
    {
        _layers.Add(layer);
        register_module(layer.GetName(), layer);
    }

    private Tensor Noisy(Tensor x, double size) => training && size > 0 ? x + (size * randn_like(x)) : x;
}
