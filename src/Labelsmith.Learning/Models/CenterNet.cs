using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Finds objects by their centres, in one pass and without anchors: a map of centres for each class, and at each place the distances to
/// the four edges of the box around it.</summary>
/// <remarks>Zhou et al. (2019), "Objects as Points", arXiv:1904.07850, with the distances of Tian et al. (2019), FCOS, arXiv:1904.01355, in
/// place of size and offset, which can so be learned around the centre too (Liu et al. 2020, TTFNet, arXiv:1909.00700). Residual
/// stages down to a 32nd, a U-Net's way up to a quarter.</remarks>
public sealed class CenterNet : Module<Tensor, Tensor>, IExportable
{
    /// <summary>Pixels of the image a cell of the output, either way.</summary>
    public const int Stride = 4;

    /// <summary>Height and width of the input must be multiples of this.</summary>
    public const int Multiple = 32;

    /// <summary>Distances: left, top, right, bottom.</summary>
    public const int Edges = 4;

    private const int HeadWidth = 48;
    private const float FirstScore = 0.05f; // before anything is learned, so that the empty places do not drown the rest
    private const float FirstDistance = 2f; // the logarithm, in cells
    private const float MostLog = 6; // e^6 cells are 1600 pixels

    private static readonly int[] _widths = [16, 32, 64, 128, 192];

    private readonly ConvNorm _stem;
    private readonly List<ResidualStage> _down = [];
    private readonly List<ConvNorm> _up = [];
    private readonly ConvNorm _centerConvolution;
    private readonly ConvNorm _edgeConvolution;
    private readonly Conv2d _centers;
    private readonly Conv2d _edges;

    /// <param name="channels">Of the images: 1 or 3.</param>
    /// <param name="classes">K.</param>
    public CenterNet(int channels, int classes) : base(nameof(CenterNet))
    {
        Classes = classes;
        _stem = new ConvNorm("stem", channels, _widths[0], stride: 2);
        for (var i = 1; i < _widths.Length; i++)
        {
            _down.Add(new ResidualStage($"down{i}", _widths[i - 1], _widths[i]));
            register_module($"down{i}", _down[^1]);
        }

        for (var i = _widths.Length - 2; i >= 1; i--)
        {
            _up.Add(new ConvNorm($"up{i}", _widths[i + 1] + _widths[i], _widths[i]));
            register_module($"up{i}", _up[^1]);
        }

        _centerConvolution = new ConvNorm("center_convolution", _widths[1], HeadWidth);
        _edgeConvolution = new ConvNorm("edge_convolution", _widths[1], HeadWidth);
        _centers = Conv2d(HeadWidth, classes, 1);
        _edges = Conv2d(HeadWidth, Edges, 1);
        init.constant_(_centers.bias!, MathF.Log(FirstScore / (1 - FirstScore)));
        init.normal_(_edges.weight!, 0, 0.01);
        init.constant_(_edges.bias!, FirstDistance);
        register_module("stem", _stem);
        register_module("center_convolution", _centerConvolution);
        register_module("edge_convolution", _edgeConvolution);
        register_module("centers", _centers);
        register_module("edges", _edges);
    }

    /// <summary>K.</summary>
    public int Classes { get; }

    /// <param name="input">Shape (N, channels, H, W), H and W multiples of <see cref="Multiple"/>.</param>
    /// <returns>Shape (N, K + 4, H / 4, W / 4): logits of a centre for each class, then the logarithms of the distances in cells.</returns>
    public override Tensor forward(Tensor input)
    {
        var skips = new Stack<Tensor>();
        var x = _stem.forward(input);                                   // (N, w0, H / 2, W / 2)
        foreach (var stage in _down)
        {
            x = stage.forward(x);                                       // (N, wi, H / 2^(i+1), W / 2^(i+1))
            skips.Push(x);
        }

        x = skips.Pop();
        foreach (var level in _up)
        {
            x = functional.interpolate(x, scale_factor: [2, 2], mode: TorchSharp.torch.InterpolationMode.Nearest);
            x = level.forward(cat([skips.Pop(), x], dim: 1));
        }

        var centers = _centers.forward(_centerConvolution.forward(x).to(float32)); // (N, K, H / 4, W / 4)
        var edges = _edges.forward(_edgeConvolution.forward(x).to(float32)).clamp(-MostLog, MostLog);
        return cat([centers, edges], dim: 1);
    }

    /// <summary>Input <c>image</c> (N, channels, H, W), output <c>boxes</c> (N, K + 4, H / 4, W / 4): the probability of a centre for each class,
    /// then the distances to the left, upper, right and lower edge from the middle of the cell, in pixels.</summary>
    public void Export(OnnxGraph graph, int channels, int height, int width)
    {
        var skips = new Stack<string>();
        var x = _stem.Export(graph, graph.Input("image", "N", channels, height, width));
        foreach (var stage in _down)
        {
            x = stage.Export(graph, x);
            skips.Push(x);
        }

        x = skips.Pop();
        foreach (var level in _up)
        {
            x = level.Export(graph, graph.Node("Concat", [skips.Pop(), graph.UpsampleNearest(x)], ("axis", 1)));
        }

        var centers = graph.Node("Sigmoid", [graph.Convolution(_centerConvolution.Export(graph, x), _centers, null)]);
        var edges = graph.Convolution(_edgeConvolution.Export(graph, x), _edges, null);
        using var most = tensor(MostLog);
        using var least = tensor(-MostLog);
        using var stride = tensor((float)Stride);
        edges = graph.Node("Clip", [edges, graph.Constant(least), graph.Constant(most)]);
        edges = graph.Node("Mul", [graph.Node("Exp", [edges]), graph.Constant(stride)]);
        graph.Output(graph.Node("Concat", [centers, edges], ("axis", 1)), "boxes", "N", Classes + Edges, height / Stride, width / Stride);
    }

    /// <summary>What the exported network gives, of the outputs of <see cref="forward"/>.</summary>
    public Tensor Decode(Tensor output) =>
        cat([output[.., ..Classes].sigmoid(), output[.., Classes..].exp() * Stride], dim: 1);
}
