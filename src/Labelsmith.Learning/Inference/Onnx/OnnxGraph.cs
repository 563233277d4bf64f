using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Inference.Onnx;

/// <summary>Builds an ONNX model, node by node, with the weights of libtorch's layers in it.</summary>
/// <remarks>Written after the operator specification, opset 17 (https://onnx.ai/onnx/operators/). Every method returns
/// the name of the value that it made.</remarks>
public sealed class OnnxGraph(string name)
{
    private readonly OnnxMessage _graph = new OnnxMessage().String(2, name); // GraphProto.name
    private int _values;

    /// <summary>Declares a float32 input; a dimension is a size, a symbol, or 0 for any size.</summary>
    public string Input(string name, params object[] shape)
    {
        _graph.Message(11, ValueInfo(name, shape)); // GraphProto.input
        return name;
    }

    /// <summary>Gives a value its public name.</summary>
    public void Output(string value, string name, params object[] shape)
    {
        Add("Identity", [value], name, []);
        _graph.Message(12, ValueInfo(name, shape)); // GraphProto.output
    }

    /// <summary>Any operator with one output. Attribute values are int, float, string, or arrays of long or float.</summary>
    public string Node(string operatorName, IReadOnlyList<string> inputs, params (string Name, object Value)[] attributes)
    {
        var output = $"{operatorName.ToLowerInvariant()}_{_values++}";
        Add(operatorName, inputs, output, attributes);
        return output;
    }

    /// <summary>A constant, float32 or int64.</summary>
    public string Constant(Tensor value)
    {
        var name = $"weight_{_values++}";
        _graph.Message(5, TensorProto(value, name)); // GraphProto.initializer
        return name;
    }

    /// <summary>A 2-D convolution; a batch normalisation after it is folded in, as it evaluates.</summary>
    public string Convolution(string input, Conv2d convolution, BatchNorm2d? norm)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor weight = convolution.weight!;
        Tensor bias = convolution.bias ?? zeros(weight.shape[0]);
        if (norm is not null)
        {
            var scale = norm.weight! / (norm.running_var! + norm.eps).sqrt();
            weight = weight * scale.view(-1, 1, 1, 1);
            bias = ((bias - norm.running_mean!) * scale) + norm.bias!;
        }

        return Convolution(input, weight, bias, Pair(convolution.stride), Pads(convolution, weight.shape[2]));
    }

    /// <summary>A 2-D convolution.</summary>
    /// <param name="weight">Shape (outputs, inputs, height, width).</param>
    /// <param name="bias">Shape (outputs).</param>
    /// <param name="strides">Down and to the right.</param>
    /// <param name="pads">Above, left, below, right.</param>
    public string Convolution(string input, Tensor weight, Tensor bias, long[] strides, long[] pads) => Node(
        "Conv", [input, Constant(weight), Constant(bias)],
        ("kernel_shape", new[] { weight.shape[2], weight.shape[3] }), ("strides", strides), ("pads", pads));

    public string Linear(string input, Linear linear) => linear.bias is { } bias
        ? Linear(input, linear.weight!, bias)
        : Node("Gemm", [input, Constant(linear.weight!)], ("transB", 1));

    /// <param name="weight">Shape (outputs, inputs).</param>
    /// <param name="bias">Shape (outputs).</param>
    public string Linear(string input, Tensor weight, Tensor bias) =>
        Node("Gemm", [input, Constant(weight), Constant(bias)], ("transB", 1));

    /// <summary>2 × 2, stride 2.</summary>
    public string MaxPool(string input) =>
        Node("MaxPool", [input], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));

    /// <summary>Twice the height and width, each pixel four times.</summary>
    public string UpsampleNearest(string input)
    {
        using var scales = tensor(new float[] { 1, 1, 2, 2 });
        return Node(
            "Resize", [input, "", Constant(scales)],
            ("mode", "nearest"), ("nearest_mode", "floor"), ("coordinate_transformation_mode", "asymmetric"));
    }

    /// <summary>Writes the whole model.</summary>
    public void Write(string file)
    {
        var model = new OnnxMessage()
            .Int64(1, 8)                                            // ModelProto.ir_version
            .String(2, "labelsmith")                                // producer_name
            .Message(7, _graph)                                     // graph
            .Message(8, new OnnxMessage().String(1, "").Int64(2, 17)); // opset_import
        File.WriteAllBytes(file, model.ToArray());
    }

    private void Add(
        string operatorName, IReadOnlyList<string> inputs, string output, IReadOnlyList<(string Name, object Value)> attributes)
    {
        var node = new OnnxMessage();
        foreach (var input in inputs)
        {
            node.String(1, input); // NodeProto.input; an empty name leaves an optional input out
        }

        node.String(2, output).String(3, output).String(4, operatorName); // output, name, op_type
        foreach (var (name, value) in attributes)
        {
            node.Message(5, OnnxMessage.Attribute(name, value)); // attribute
        }

        _graph.Message(1, node); // GraphProto.node
    }

    private static OnnxMessage TensorProto(Tensor value, string name)
    {
        using var scope = NewDisposeScope();
        var plain = value.detach().cpu().contiguous();
        var proto = new OnnxMessage();
        foreach (var size in plain.shape)
        {
            proto.Int64(1, size); // TensorProto.dims
        }

        // data_type: 1 FLOAT, 7 INT64; name; raw_data, little-endian
        return proto.Int64(2, plain.dtype == ScalarType.Int64 ? 7 : 1).String(8, name).Bytes(9, plain.bytes);
    }

    private static OnnxMessage ValueInfo(string name, object[] shape)
    {
        var dimensions = new OnnxMessage();
        for (var i = 0; i < shape.Length; i++)
        {
            // TensorShapeProto.Dimension: dim_value = 1, dim_param = 2
            dimensions.Message(1, shape[i] switch
            {
                string symbol => new OnnxMessage().String(2, symbol),
                0 => new OnnxMessage().String(2, $"dimension_{i}"),
                int size => new OnnxMessage().Int64(1, size),
                var other => throw new ArgumentException($"A dimension is a size or a symbol, not {other}.", nameof(shape)),
            });
        }

        var tensor = new OnnxMessage().Int64(1, 1).Message(2, dimensions); // TypeProto.Tensor: elem_type FLOAT, shape
        return new OnnxMessage().String(1, name).Message(2, new OnnxMessage().Message(1, tensor)); // ValueInfoProto
    }

    private static long[] Pair(long[] sizes) => sizes.Length == 1 ? [sizes[0], sizes[0]] : sizes;

    private static long[] Pads(Conv2d convolution, long kernel)
    {
        var pad = convolution.padding is { Length: > 0 } pads ? pads[0] : kernel / 2;
        return [pad, pad, pad, pad];
    }
}
