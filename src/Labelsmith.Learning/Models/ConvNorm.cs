using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>3 × 3 convolution, batch normalisation (or none) and ReLU; the size stays.</summary>
public sealed class ConvNorm : Module<Tensor, Tensor>
{
    private readonly Conv2d _convolution;
    private readonly BatchNorm2d? _norm;
    private readonly bool _activate;
    private readonly int _stride;

    public ConvNorm(string name, int channelsIn, int channelsOut, bool norm = true, bool activate = true, int stride = 1)
        : base(name)
    {
        (_activate, _stride) = (activate, stride);
        _convolution = Conv2d(channelsIn, channelsOut, 3, stride, padding: 1, bias: !norm);
        init.kaiming_normal_(_convolution.weight!, mode: init.FanInOut.FanOut);
        _convolution.WithWeightsChannelsLast();
        register_module("convolution", _convolution);
        if (norm)
        {
            _norm = BatchNorm2d(channelsOut);
            register_module("norm", _norm);
        }
        else
        {
            init.zeros_(_convolution.bias!);
        }
    }

    /// <param name="input">Shape (N, channelsIn, H, W).</param>
    /// <returns>Shape (N, channelsOut, H / stride, W / stride); bfloat16 in <see cref="MixedPrecision"/>.</returns>
    public override Tensor forward(Tensor input)
    {
        var x = MixedPrecision.Convolve(_convolution, input, _stride, padding: 1);
        x = _norm is null ? x : _norm.forward(x);
        return _activate ? x.relu_() : x; // in place: neither layer needs its output to go back
    }

    /// <summary>The same in ONNX, the normalisation folded into the convolution.</summary>
    public string Export(OnnxGraph graph, string input)
    {
        var x = graph.Convolution(input, _convolution, _norm);
        return _activate ? graph.Node("Relu", [x]) : x;
    }
}
