using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>From an image to a short code: a hidden layer, behind strided convolutions unless the image is small and grey.</summary>
internal sealed class ImageEncoder : Module<Tensor, Tensor>
{
    /// <summary>Width of the layer before the code.</summary>
    public const int HiddenSize = 400;

    private const int MostDense = 32 * 32; // pixels times channels: up to here linear layers learn codes in a fraction of the time
    private const int SmallestSide = 8; // convolutions end here

    private readonly List<ConvNorm> _convolutions = [];
    private readonly Linear _hidden;
    private readonly Linear _code;

    /// <param name="channels">Of the images.</param>
    /// <param name="height">Of the images.</param>
    /// <param name="width">Of the images.</param>
    /// <param name="isConvolutional">Null: unless the images are small and grey.</param>
    public ImageEncoder(int channels, int height, int width, int codeSize, bool? isConvolutional = null) : base(nameof(ImageEncoder))
    {
        isConvolutional ??= !IsDense(channels, height, width);
        for (var filters = 32; isConvolutional.Value && Math.Max(height, width) > SmallestSide; filters = Math.Min(2 * filters, 128))
        {
            _convolutions.Add(new ConvNorm($"convolution{_convolutions.Count}", channels, filters, stride: 2));
            register_module(_convolutions[^1].GetName(), _convolutions[^1]);
            (channels, height, width) = (filters, (height + 1) / 2, (width + 1) / 2);
        }

        _hidden = Linear(channels * height * width, HiddenSize);
        _code = Linear(HiddenSize, codeSize);
        register_module("hidden", _hidden);
        register_module("code", _code);
        CodeSize = codeSize;
    }

    /// <summary>Whether images are so small that linear layers do.</summary>
    public static bool IsDense(int channels, int height, int width) => channels * height * width <= MostDense;

    /// <summary>Numbers a code.</summary>
    public int CodeSize { get; }

    /// <param name="input">Shape (N, channels, height, width), normalised.</param>
    /// <returns>Codes, shape (N, code size).</returns>
    public override Tensor forward(Tensor input) => Code(Hidden(input));

    /// <returns>What the code is made of, shape (N, <see cref="HiddenSize"/>).</returns>
    public Tensor Hidden(Tensor input)
    {
        var x = _convolutions.Aggregate(input, (y, layer) => layer.forward(y));
        return functional.relu(MixedPrecision.Multiply(_hidden, x.flatten(1)));
    }

    /// <param name="hidden">As <see cref="Hidden"/> gives it.</param>
    public Tensor Code(Tensor hidden) => MixedPrecision.Multiply(_code, hidden);

    /// <returns>The name of the codes, shape (N, code size).</returns>
    public string Export(OnnxGraph graph, string input)
    {
        var x = _convolutions.Aggregate(input, (y, layer) => layer.Export(graph, y));
        x = graph.Linear(graph.Node("Flatten", [x], ("axis", 1)), _hidden);
        return graph.Linear(graph.Node("Relu", [x]), _code);
    }
}
