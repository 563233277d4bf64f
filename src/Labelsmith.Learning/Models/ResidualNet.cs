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

    private readonly ConvNorm _stem;
    private readonly List<ResidualStage> _stages = [];
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <param name="channels">Of the images: 1 or 3.</param>
    /// <param name="classes">K.</param>
    /// <param name="widths">Channels of the stem, then of each stage.</param>
    /// <param name="strideOfStem">2 for large images: a quarter of the work.</param>
    public ResidualNet(int channels, int classes, IReadOnlyList<int> widths, int strideOfStem = 1, double dropout = UsualDropout)
        : base(nameof(ResidualNet))
    {
        _stem = new ConvNorm("stem", channels, widths[0], stride: strideOfStem);
        register_module("stem", _stem);
        for (var i = 1; i < widths.Count; i++)
        {
            _stages.Add(new ResidualStage($"stage{i}", widths[i - 1], widths[i]));
            register_module($"stage{i}", _stages[^1]);
        }

        _dropout = Dropout(dropout);
        _head = Linear(widths[^1], classes);
        register_module("dropout", _dropout);
        register_module("head", _head);
    }

    /// <param name="input">Shape (N, channels, H, W), normalised.</param>
    /// <returns>Logits, shape (N, K).</returns>
    public override Tensor forward(Tensor input)
    {
        var x = _stem.forward(input);           // (N, w0, H, W)
        foreach (var stage in _stages)
        {
            x = stage.forward(x);               // (N, wi, H / 2^i, W / 2^i)
        }

        x = x.amax([2, 3]).to(float32);         // (N, w): where in the image does not matter
        return _head.forward(_dropout.forward(x));
    }

    public override void Cool(double temperature)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _head.weight!.div_(temperature);
        _head.bias!.div_(temperature);
    }

    public override void Export(OnnxGraph graph, int channels, int height, int width)
    {
        var x = graph.Input("image", "N", channels, height, width);
        x = _stem.Export(graph, x);
        foreach (var stage in _stages)
        {
            x = stage.Export(graph, x);
        }

        x = graph.Node("GlobalMaxPool", [x]);
        x = graph.Node("Flatten", [x], ("axis", 1));
        x = graph.Linear(x, _head);
        graph.Output(graph.Node("Softmax", [x], ("axis", -1)), "probabilities", "N", (int)_head.weight!.shape[0]);
    }
}
