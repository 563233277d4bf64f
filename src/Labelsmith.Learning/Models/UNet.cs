using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>What turns a U-Net's outputs into probabilities.</summary>
public enum PixelActivation
{
    /// <summary>One output: the probability of the second of two classes.</summary>
    Sigmoid,

    /// <summary>K outputs that sum to 1.</summary>
    Softmax,
}

/// <summary>The shape of a U-Net.</summary>
/// <param name="Channels">Of the images: 1 or 3.</param>
/// <param name="Outputs">1 with a sigmoid, K with a softmax.</param>
/// <param name="Activation">Of the outputs.</param>
/// <param name="Widths">Channels of each level, from full resolution down.</param>
/// <param name="Convolutions">3 × 3 convolutions a level: 1 or 2.</param>
/// <param name="Norm">With batch normalisation.</param>
public sealed record UNetShape(
    int Channels, int Outputs, PixelActivation Activation, IReadOnlyList<int> Widths, int Convolutions, bool Norm)
{
    /// <summary>Of the channels, the last ones that are no planes of the image: numbers that somebody else has found of each block of
    /// <see cref="Multiple"/> pixels, laid out over its pixels. The deepest level, whose pixels the blocks are, gets them.</summary>
    public int Given { get; init; }

    /// <summary>The classic: 64-128-256-512-1024, one convolution a level, a sigmoid; made for 256 × 256 × 1.</summary>
    public static UNetShape Classic { get; } = new(1, 1, PixelActivation.Sigmoid, [64, 128, 256, 512, 1024], 1, false);

    /// <summary>The classic's sibling for colour images and several classes; made for 256 × 256 × 3.</summary>
    public static UNetShape ClassicColour(int classes) =>
        Classic with { Channels = 3, Outputs = classes, Activation = PixelActivation.Softmax };

    /// <summary>Narrower, normalised, two convolutions a level: trains in minutes on a few images.</summary>
    public static UNetShape Narrow(int channels, int classes) =>
        new(channels, classes, PixelActivation.Softmax, [16, 32, 64, 128, 256], 2, true);

    /// <summary>As <see cref="Narrow"/>, with <paramref name="given"/> planes of given numbers; so it needs fewer levels.</summary>
    public static UNetShape Encoded(int channels, int classes, int given) =>
        new(channels + given, classes, PixelActivation.Softmax, [16, 32, 64, 128], 2, true) { Given = given };

    /// <summary>Height and width of the input must be multiples of this.</summary>
    public int Multiple => 1 << (Widths.Count - 1);

    public override string ToString() =>
        $"U-Net {string.Join('-', Widths)}, {Convolutions} convolution(s) a level{(Norm ? ", batch norm" : "")}, {Activation}{(Given > 0 ? ", on a frozen encoder" : "")}";
}

/// <summary>Encoder and decoder joined level by level.</summary>
/// <remarks>Ronneberger et al. (2015), arXiv:1505.04597; here convolutions keep the size, and nearest-neighbour
/// upsampling takes the place of transposed convolutions.</remarks>
public sealed class UNet : Module<Tensor, Tensor>, IExportable
{
    private readonly List<ConvNorm[]> _down = [];
    private readonly List<ConvNorm[]> _up = [];
    private readonly Conv2d _head;

    public UNet(UNetShape shape) : base(nameof(UNet))
    {
        Shape = shape;
        var channels = shape.Channels - shape.Given;
        for (var level = 0; level < shape.Widths.Count; level++)
        {
            var given = level == shape.Widths.Count - 1 ? shape.Given * shape.Multiple * shape.Multiple : 0;
            _down.Add(Level($"down{level}", channels + given, shape.Widths[level]));
            channels = shape.Widths[level];
        }

        for (var level = shape.Widths.Count - 2; level >= 0; level--)
        {
            _up.Add(Level($"up{level}", channels + shape.Widths[level], shape.Widths[level]));
            channels = shape.Widths[level];
        }

        _head = Conv2d(channels, shape.Outputs, 1).WithWeightsChannelsLast();
        register_module("head", _head);
    }

    public UNetShape Shape { get; }

    /// <param name="input">Shape (N, channels, H, W), H and W multiples of <see cref="UNetShape.Multiple"/>.</param>
    /// <returns>Logits, shape (N, outputs, H, W), float32.</returns>
    public override Tensor forward(Tensor input)
    {
        var skips = new Stack<Tensor>();
        var image = Shape.Channels - Shape.Given;
        var given = Shape.Given > 0 ? ToBlocks(input[.., image..]) : null;
        var x = Through(_down[0], given is null ? input : input[.., ..image]); // (N, w0, H, W)
        foreach (var level in _down.Skip(1))
        {
            skips.Push(x);
            x = functional.max_pool2d(x, 2);
            x = Through(level, given is not null && level == _down[^1] ? cat([x, given], dim: 1) : x); // (N, wi, H / 2^i, W / 2^i)
        }

        foreach (var level in _up)
        {
            x = functional.interpolate(x, scale_factor: [2, 2], mode: TorchSharp.torch.InterpolationMode.Nearest);
            x = Through(level, cat([skips.Pop(), x], dim: 1));          // (N, wi, H / 2^i, W / 2^i)
        }

        return MixedPrecision.Convolve(_head, x, stride: 1, padding: 0).to(float32);
    }

    /// <summary>Input <c>image</c> (N, channels, H, W), output <c>probabilities</c> (N, outputs, H, W).</summary>
    public void Export(OnnxGraph graph, int channels, int height, int width)
    {
        var skips = new Stack<string>();
        var input = graph.Input("image", "N", channels, height, width);
        var given = Shape.Given > 0
            ? graph.Node("SpaceToDepth", [graph.Slice(input, channels - Shape.Given, channels)], ("blocksize", Shape.Multiple))
            : null;
        var x = Through(graph, _down[0], given is null ? input : graph.Slice(input, 0, channels - Shape.Given));
        foreach (var level in _down.Skip(1))
        {
            skips.Push(x);
            x = graph.MaxPool(x);
            x = Through(graph, level, given is not null && level == _down[^1] ? graph.Node("Concat", [x, given], ("axis", 1)) : x);
        }

        foreach (var level in _up)
        {
            x = graph.Node("Concat", [skips.Pop(), graph.UpsampleNearest(x)], ("axis", 1));
            x = Through(graph, level, x);
        }

        x = graph.Convolution(x, _head, null);
        x = Shape.Activation == PixelActivation.Sigmoid ? graph.Node("Sigmoid", [x]) : graph.Node("Softmax", [x], ("axis", 1));
        graph.Output(x, "probabilities", "N", Shape.Outputs, height, width);
    }

    /// <summary>From (N, C, H, W) to (N, b · b · C, H / b, W / b), as ONNX's SpaceToDepth orders it.</summary>
    private Tensor ToBlocks(Tensor planes)
    {
        var (n, c, h, w, b) = (planes.shape[0], planes.shape[1], planes.shape[2], planes.shape[3], Shape.Multiple);
        return planes.contiguous().view(n, c, h / b, b, w / b, b).permute(0, 3, 5, 1, 2, 4).reshape(n, c * b * b, h / b, w / b);
    }

    private ConvNorm[] Level(string name, int channelsIn, int channelsOut)
    {
        var level = new ConvNorm[Shape.Convolutions];
        for (var i = 0; i < level.Length; i++)
        {
            level[i] = new ConvNorm($"{name}_{i}", i == 0 ? channelsIn : channelsOut, channelsOut, Shape.Norm);
            register_module(level[i].GetName(), level[i]);
        }

        return level;
    }

    private static Tensor Through(ConvNorm[] level, Tensor x) => level.Aggregate(x, (y, layer) => layer.forward(y));

    private static string Through(OnnxGraph graph, ConvNorm[] level, string x) =>
        level.Aggregate(x, (y, layer) => layer.Export(graph, y));
}
