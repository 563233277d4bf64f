using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Inference;

/// <summary>Runs the ONNX file of a convolutional network in libtorch, in bfloat16 and channels-last order: on processors that multiply
/// bfloat16, convolutions then take about half of their time in float32.</summary>
/// <remarks>Normalisations are folded into the convolutions already. The last operators, from the first on that makes probabilities or
/// numbers of logits, run in float32. Knows the operators of which our image networks are made.</remarks>
internal sealed class LibtorchEngine : INetworkEngine
{
    /// <summary>As the model's card names it.</summary>
    public const string Name = "libtorch-bf16";

    private static readonly HashSet<string> _exact = ["Gemm", "Softmax", "Sigmoid", "Exp", "Mul", "Clip", "Tanh"];

    private readonly IReadOnlyList<OnnxNode> _nodes;
    private readonly OnnxValue _input;
    private readonly OnnxValue _output;
    private readonly Dictionary<string, Tensor> _weights = [];
    private readonly Dictionary<string, int> _lastUse = [];

    /// <exception cref="InvalidDataException">The network has an operator that this engine does not know.</exception>
    /// <exception cref="BadDataException">The file is no ONNX model.</exception>
    public LibtorchEngine(string file)
    {
        var network = OnnxFile.Read(file);
        if (network.Inputs.ToList() is not [{ Shape.Count: 4 } input] || network.Outputs is not [var output] || !network.Nodes.All(Knows))
        {
            throw new InvalidDataException($"{file} is no network of images whose operators libtorch can stand in for.");
        }

        (_nodes, _input, _output) = (network.Nodes, input, output);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var ofConvolutions = _nodes.Where(node => node.Operator == "Conv").SelectMany(node => node.Inputs.Skip(1)).ToHashSet();
        foreach (var name in network.WeightNames)
        {
            if (network.FindWeight(name) is { } weight)
            {
                _weights[name] = Load(weight, ofConvolutions.Contains(name)).DetachFromDisposeScope();
            }
        }

        foreach (var (place, node) in _nodes.Index())
        {
            foreach (var name in node.Inputs)
            {
                _lastUse[name] = place;
            }
        }
    }

    public IReadOnlyList<int> InputShape => _input.Shape;

    public IReadOnlyList<int> OutputShape => _output.Shape;

    public float[] Run(float[] values, params long[] shape)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var known = new Dictionary<string, Tensor> { [_input.Name] = tensor(values, shape).to(bfloat16).ToChannelsLast() };
        foreach (var (place, node) in _nodes.Index())
        {
            known[node.Outputs[0]] = Apply(node, known);
            foreach (var input in node.Inputs.Where(input => _lastUse[input] == place && known.ContainsKey(input)))
            {
                // in-place operators hand their input on
                if (!ReferenceEquals(known[input], known[node.Outputs[0]]))
                {
                    known[input].Dispose();
                }

                known.Remove(input);
            }
        }

        return known[_output.Name].to(float32).contiguous().data<float>().ToArray();
    }

    public void Dispose()
    {
        foreach (var weight in _weights.Values)
        {
            weight.Dispose();
        }
    }

    private static bool Knows(OnnxNode node) => node is
    {
        Outputs.Count: 1,
        Operator: "Conv" or "Relu" or "MaxPool" or "Resize" or "Concat" or "Add" or "Mul" or "Clip" or "GlobalMaxPool" or "GlobalAveragePool"
            or "Flatten" or "Gemm" or "Softmax" or "Sigmoid" or "Exp" or "Tanh" or "Identity",
    };

    private static Tensor Load(OnnxWeight weight, bool ofConvolution)
    {
        long[] shape = [.. weight.Shape];
        var value = tensor(weight.Values, shape);
        return !ofConvolution ? value
            : shape.Length == 4 ? value.to(bfloat16).ToChannelsLast().clone()
            : value.to(bfloat16);
    }

    private Tensor Apply(OnnxNode node, Dictionary<string, Tensor> known)
    {
        Tensor Input(int place)
        {
            var name = node.Inputs[place];
            var value = known.TryGetValue(name, out var found) ? found : _weights[name];
            return _exact.Contains(node.Operator) && value.dtype == ScalarType.BFloat16 ? value.to(float32) : value;
        }

        return node.Operator switch
        {
            "Conv" => Convolve(node, Input(0).to(bfloat16), Input(1), Input(2)),
            "Relu" => IsLastUse(node) ? Input(0).relu_() : Input(0).relu(),
            "MaxPool" => functional.max_pool2d(Input(0), 2),
            "Resize" => functional.interpolate(Input(0), scale_factor: [2, 2], mode: TorchSharp.torch.InterpolationMode.Nearest),
            "Concat" => cat([.. Same([.. node.Inputs.Select((_, place) => Input(place))])], (long)node.Attributes["axis"]),
            "Add" => Input(0) + Input(1),
            "Mul" => Input(0) * Input(1),
            "Clip" => Input(0).clamp(Input(1).item<float>(), Input(2).item<float>()),
            "GlobalMaxPool" => Input(0).amax([2, 3], keepdim: true),
            "GlobalAveragePool" => Input(0).to(float32).mean([2, 3], keepdim: true),
            "Flatten" => Input(0).flatten(1),
            "Gemm" => Multiply(node, Input(0), Input(1), node.Inputs.Count > 2 ? Input(2) : null),
            "Softmax" => Input(0).softmax((long)node.Attributes["axis"]),
            "Sigmoid" => Input(0).sigmoid(),
            "Exp" => Input(0).exp(),
            "Tanh" => Input(0).tanh(),
            _ => Input(0),
        };
    }

    private bool IsLastUse(OnnxNode node) => ReferenceEquals(_nodes[_lastUse[node.Inputs[0]]], node);

    private static Tensor Convolve(OnnxNode node, Tensor input, Tensor weight, Tensor bias)
    {
        var (strides, pads) = ((long[])node.Attributes["strides"], (long[])node.Attributes["pads"]);
        return functional.conv2d(input, weight, bias, strides, [pads[0], pads[1]]);
    }

    private static Tensor Multiply(OnnxNode node, Tensor input, Tensor weight, Tensor? bias)
    {
        var product = input.matmul(node.Attributes.TryGetValue("transB", out var turned) && (long)turned == 1 ? weight.t() : weight);
        return bias is null ? product : product + bias;
    }

    /// <summary>Of one type: float32 where one of them is.</summary>
    private static IEnumerable<Tensor> Same(List<Tensor> values) =>
        values.All(value => value.dtype == ScalarType.BFloat16) ? values : values.Select(value => value.to(float32));
}
