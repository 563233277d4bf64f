using Labelsmith.Learning.Inference.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Half the size, more channels, one residual block.</summary>
internal sealed class ResidualStage : Module<Tensor, Tensor>
{
    private readonly ConvNorm _widen;
    private readonly ConvNorm _first;
    private readonly ConvNorm _second;

    public ResidualStage(string name, int channelsIn, int channelsOut) : base(name)
    {
        _widen = new ConvNorm("widen", channelsIn, channelsOut);
        _first = new ConvNorm("first", channelsOut, channelsOut);
        _second = new ConvNorm("second", channelsOut, channelsOut);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = _widen.forward(functional.max_pool2d(input, 2)); // pooled first: a quarter of the work
        return x + _second.forward(_first.forward(x));
    }

    public string Export(OnnxGraph graph, string input)
    {
        var x = _widen.Export(graph, graph.MaxPool(input));
        return graph.Node("Add", [x, _second.Export(graph, _first.Export(graph, x))]);
    }
}
