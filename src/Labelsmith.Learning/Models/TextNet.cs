using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>A small convolutional network that puts texts into classes, from what their tokens are made of.</summary>
/// <remarks>In the manner of Kim (2014), "Convolutional neural networks for sentence classification", doi:10.3115/v1/D14-1181, with the mean
/// of all tokens beside the strongest answers, as Joulin et al. (2017), arXiv:1607.01759, classify by. Deviations: a token is the sum of the
/// vectors of its pieces, so that words which were never seen mean something; rows of 1, 3 and 5 tokens, so that a row has a middle.</remarks>
internal sealed class TextNet : ClassifierNet
{
    private static readonly int[] _widths = [1, 3, 5];

    private readonly Embedding _pieces;
    private readonly Dropout _dropout;
    private readonly Linear _head;
    private readonly List<Conv1d> _filters = [];
    private readonly int _tokens;

    /// <param name="vectors">Shape (V × E), row-major: what the pieces mean at first.</param>
    /// <param name="dimensions">E.</param>
    /// <param name="filters">Of each width.</param>
    /// <param name="classes">K.</param>
    /// <param name="tokens">L, of a window.</param>
    /// <param name="dropout">Of the numbers that the last layer decides by, while learning.</param>
    public TextNet(float[] vectors, int dimensions, int filters, int classes, int tokens, double dropout) : base(nameof(TextNet))
    {
        _tokens = tokens;
        _pieces = Embedding((vectors.Length / dimensions) + 1, dimensions, padding_idx: 0);
        using (no_grad())
        {
            _pieces.weight!.copy_(tensor([.. new float[dimensions], .. vectors], _pieces.weight.shape));
        }

        _dropout = Dropout(dropout);
        _head = Linear(dimensions + (filters * _widths.Length), classes);
        register_module("pieces", _pieces);
        foreach (var width in _widths)
        {
            _filters.Add(Conv1d(dimensions, filters, width, padding: width / 2));
            register_module($"filter{width}", _filters[^1]);
        }

        register_module("dropout", _dropout);
        register_module("head", _head);
    }

    /// <param name="input">Shape (N, 1, L, pieces of a token): numbers of pieces, 0 for none.</param>
    /// <returns>Logits, shape (N, K).</returns>
    public override Tensor forward(Tensor input) => Read(Embed(input), Mask(input));

    /// <summary>What the tokens mean, shape (N, L, E).</summary>
    /// <inheritdoc cref="forward"/>
    public Tensor Embed(Tensor input) => _pieces.forward(input.to(int64).squeeze(1)).sum(2);

    /// <summary>1 where there is a token, shape (N, L).</summary>
    /// <inheritdoc cref="forward"/>
    public static Tensor Mask(Tensor input) => input.sum([1, 3]).gt(0).to(float32);

    /// <summary>From what tokens mean to logits.</summary>
    /// <param name="tokens">As <see cref="Embed"/> gives them.</param>
    /// <param name="mask">As <see cref="Mask"/> gives it.</param>
    public Tensor Read(Tensor tokens, Tensor mask)
    {
        var there = mask.unsqueeze(1);                                  // (N, 1, L)
        var x = tokens.transpose(1, 2) * there;                         // (N, E, L)
        var seen = _filters.Select(filter => (filter.forward(x).relu() * there).amax([2])); // (N, filters) each
        var mean = x.sum(2) / there.sum(2).clamp_min(1);                // (N, E)
        return _head.forward(_dropout.forward(cat([mean, .. seen], 1)));
    }

    public override void Cool(double temperature)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _head.weight!.div_(temperature);
        _head.bias!.div_(temperature);
    }

    /// <summary>Input <c>pieces</c> (N, 1, L, pieces of a token), output <c>probabilities</c> (N, K).</summary>
    public override void Export(OnnxGraph graph, int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        var input = graph.Input("pieces", "N", channels, height, width);
        string Axes(params long[] axes) => graph.Constant(tensor(axes));
        var taken = graph.Node("Gather", [graph.Constant(_pieces.weight!), graph.Node("Cast", [input], ("to", 7))], ("axis", 0)); // to int64
        var tokens = graph.Node("ReduceSum", [taken, Axes(1, 3)], ("keepdims", 0));                                               // (N, L, E)
        var sum = graph.Node("ReduceSum", [input, Axes(1, 3)], ("keepdims", 0));
        var mask = graph.Node("Cast", [graph.Node("Greater", [sum, graph.Constant(tensor(0f))])], ("to", 1));
        var there = graph.Node("Unsqueeze", [mask, Axes(1)]);
        var x = graph.Node("Mul", [graph.Node("Transpose", [tokens], ("perm", new long[] { 0, 2, 1 })), there]);
        var count = graph.Node("Max", [graph.Node("ReduceSum", [there, Axes(2)], ("keepdims", 0)), graph.Constant(tensor(1f))]);
        List<string> seen = [graph.Node("Div", [graph.Node("ReduceSum", [x, Axes(2)], ("keepdims", 0)), count])];
        foreach (var (filter, size) in _filters.Zip(_widths))
        {
            var answers = graph.Node(
                "Conv", [x, graph.Constant(filter.weight!), graph.Constant(filter.bias!)],
                ("kernel_shape", new long[] { size }), ("pads", new long[] { size / 2, size / 2 }));
            var strong = graph.Node("Mul", [graph.Node("Relu", [answers]), there]);
            seen.Add(graph.Node("ReduceMax", [strong], ("axes", new long[] { 2 }), ("keepdims", 0)));
        }

        var features = graph.Node("Concat", seen, ("axis", 1));
        graph.Output(graph.Node("Softmax", [graph.Linear(features, _head)], ("axis", -1)), "probabilities", "N", (int)_head.weight!.shape[0]);
    }
}
