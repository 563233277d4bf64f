using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>A small residual network for images of 16 to 128 pixels, trained from nothing on few labels.</summary>
/// <remarks>In the manner of He et al. (2015), arXiv:1512.03385, and of the ResNet-9 of the DAWNBench entries: each stage halves
/// the size by pooling, doubles the channels, and adds one residual block; a scaled maximum pool ends it.</remarks>
public sealed class ResidualNet : ClassifierNet
{
    /// <summary>Of the numbers that the last layer decides by, while learning.</summary>
    public const double UsualDropout = 0.2;

    /// <summary>How far an item can move the logarithm of its interval's width, either way.</summary>
    private const float MostLogWidth = 1;

    private readonly ConvNorm _stem;
    private readonly List<ResidualStage> _stages = [];
    private readonly Dropout _dropout;
    private readonly Linear _head;
    private readonly Tensor? _logWidth; // of the interval of a number, before an item moves it

    /// <param name="channels">Of the images: 1 or 3.</param>
    /// <param name="outputs">K classes, or 2 for a number.</param>
    /// <param name="widths">Channels of the stem, then of each stage.</param>
    /// <param name="strideOfStem">2 for large images: a quarter of the work.</param>
    public ResidualNet(
        int channels, int outputs, IReadOnlyList<int> widths, int strideOfStem = 1, double dropout = UsualDropout, ItemHead head = ItemHead.Classes)
        : base(nameof(ResidualNet))
    {
        Head = head;
        _stem = new ConvNorm("stem", channels, widths[0], stride: strideOfStem);
        register_module("stem", _stem);
        for (var i = 1; i < widths.Count; i++)
        {
            _stages.Add(new ResidualStage($"stage{i}", widths[i - 1], widths[i]));
            register_module($"stage{i}", _stages[^1]);
        }

        _dropout = Dropout(dropout);
        _head = Linear((head == ItemHead.Number ? 2 : 1) * widths[^1], outputs);
        if (head == ItemHead.Number)
        {
            _logWidth = zeros(1);
            register_buffer("logWidth", _logWidth);
        }

        register_module("dropout", _dropout);
        register_module("head", _head);
    }

    /// <summary>What the outputs mean.</summary>
    public ItemHead Head { get; }

    /// <param name="input">Shape (N, channels, H, W), normalised.</param>
    /// <returns>Shape (N, K): logits, or what <see cref="ItemHead.Number"/> says.</returns>
    public override Tensor forward(Tensor input)
    {
        var x = _stem.forward(input);           // (N, w0, H, W)
        foreach (var stage in _stages)
        {
            x = stage.forward(x);               // (N, wi, H / 2^i, W / 2^i)
        }

        x = Pool(x).to(float32);                // (N, w): where in the image does not matter
        x = _head.forward(_dropout.forward(x)); // (N, K)
        return _logWidth is null ? x : cat([x[.., ..1], (x[.., 1..].tanh() * MostLogWidth) + _logWidth], 1);
    }

    public override void Cool(double temperature)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _head.weight!.div_(temperature);
        _head.bias!.div_(temperature);
    }

    /// <summary>Puts the number of this network, which learned standardised ones, into their unit from now on.</summary>
    /// <param name="mean">Of the numbers learned from.</param>
    /// <param name="deviation">Of the numbers learned from; above 0.</param>
    /// <param name="widening">By which the half width is multiplied; above 0.</param>
    public void Rescale(double mean, double deviation, double widening)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _head.weight![0].mul_(deviation);
        _head.bias![0].mul_(deviation).add_(mean);
        _logWidth!.add_(Math.Log(deviation * widening));
    }

    /// <summary>As the others; of a number, the output is <c>number</c> (N, 2): with half the width of its interval.</summary>
    public override void Export(OnnxGraph graph, int channels, int height, int width)
    {
        var x = graph.Input("image", "N", channels, height, width);
        x = _stem.Export(graph, x);
        foreach (var stage in _stages)
        {
            x = stage.Export(graph, x);
        }

        x = Head == ItemHead.Number
            ? graph.Node("Concat", [graph.Node("GlobalAveragePool", [x]), graph.Node("GlobalMaxPool", [x])], ("axis", 1))
            : graph.Node("GlobalMaxPool", [x]);
        x = graph.Node("Flatten", [x], ("axis", 1));
        var outputs = (int)_head.weight!.shape[0];
        switch (Head)
        {
            case ItemHead.Classes:
                graph.Output(graph.Node("Softmax", [graph.Linear(x, _head)], ("axis", -1)), "probabilities", "N", outputs);
                break;
            case ItemHead.Labels:
                graph.Output(graph.Node("Sigmoid", [graph.Linear(x, _head)]), "probabilities", "N", outputs);
                break;
            default:
                graph.Output(graph.Node("Concat", [Row(graph, x, 0), HalfWidth(graph, x)], ("axis", 1)), "number", "N", 2);
                break;
        }
    }

    /// <summary>The strongest answer anywhere; for a number also the mean one, for much that is measured or counted is all over the image.</summary>
    private Tensor Pool(Tensor x) =>
        Head == ItemHead.Number ? cat([x.mean([2, 3]), x.amax([2, 3])], 1) : x.amax([2, 3]);

    private string HalfWidth(OnnxGraph graph, string x)
    {
        using var most = tensor(MostLogWidth);
        var moved = graph.Node("Mul", [graph.Node("Tanh", [Row(graph, x, 1)]), graph.Constant(most)]);
        return graph.Node("Exp", [graph.Node("Add", [moved, graph.Constant(_logWidth!)])]);
    }

    /// <summary>One output of the head, shape (N, 1).</summary>
    private string Row(OnnxGraph graph, string x, int row)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return graph.Node(
            "Gemm", [x, graph.Constant(_head.weight![row..(row + 1)]), graph.Constant(_head.bias![row..(row + 1)])], ("transB", 1));
    }
}
