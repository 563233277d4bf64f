using System.Runtime.InteropServices;
using Google.Protobuf;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Inference.Onnx;

/// <summary>One operator of an ONNX graph.</summary>
/// <param name="Operator">Such as <c>Gemm</c>.</param>
/// <param name="Inputs">Names of values; empty where an optional one is left out.</param>
/// <param name="Outputs">Names of values.</param>
/// <param name="Integers">Attributes that are one integer.</param>
internal sealed record OnnxNode(
    string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, long> Integers);

/// <summary>A float32 weight.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Row-major.</param>
internal sealed record OnnxWeight(IReadOnlyList<long> Shape, float[] Values);

/// <summary>An ONNX file, read as far as explaining needs it: its operators and its weights. Field numbers are those of onnx.proto3.</summary>
internal sealed class OnnxFile
{
    private const int LargestWeight = 1 << 26; // numbers: a head's are far fewer

    private readonly byte[] _bytes;
    private readonly Dictionary<string, ByteString> _weights = [];

    private OnnxFile(byte[] bytes) => _bytes = bytes;

    public List<OnnxNode> Nodes { get; } = [];

    /// <summary>Names of the graph's outputs.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>True where weights lie in files beside it: then it can be run from its own path only.</summary>
    public bool HasFilesBeside { get; private set; }

    /// <exception cref="BadDataException">The file is no protobuf.</exception>
    public static OnnxFile Read(string path)
    {
        try
        {
            var file = new OnnxFile(File.ReadAllBytes(path));
            Fields(new CodedInputStream(file._bytes), (7, input => Fields(
                Inner(input), // ModelProto.graph
                (1, node => file.Nodes.Add(ReadNode(Inner(node)))),
                (5, weight => file.Keep(weight.ReadBytes())),
                (12, output => Fields(Inner(output), (1, name => file.Outputs.Add(name.ReadString())))))));
            return file;
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or IOException)
        {
            throw new BadDataException($"{path} is not an ONNX model that can be read: {failure.Message}", failure);
        }
    }

    /// <summary>A weight by its name; null where there is none in this file, or not in float32.</summary>
    public OnnxWeight? FindWeight(string name)
    {
        if (!_weights.TryGetValue(name, out var bytes))
        {
            return null;
        }

        var (shape, type, values, raw) = (new List<long>(), 0L, new List<float>(), ByteString.Empty);
        var input = bytes.CreateCodedInput();
        while (input.ReadTag() is var tag && tag != 0)
        {
            var isPacked = WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited;
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: // dims
                    shape.AddRange(isPacked ? Integers(Inner(input)) : [input.ReadInt64()]);
                    break;
                case 2: // data_type
                    type = input.ReadInt64();
                    break;
                case 4: // float_data
                    values.AddRange(isPacked ? [.. MemoryMarshal.Cast<byte, float>(input.ReadBytes().Span)] : [input.ReadFloat()]);
                    break;
                case 9: // raw_data
                    raw = input.ReadBytes();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        var count = shape.Aggregate(1L, (product, size) => product * size);
        float[] all = raw.Length > 0 ? [.. MemoryMarshal.Cast<byte, float>(raw.Span)] : [.. values];
        return type == 1 && count <= LargestWeight && all.Length == count ? new OnnxWeight(shape, all) : null;
    }

    /// <summary>The same model, with inner values as further outputs. Of a protobuf message that stands twice the parts are joined.</summary>
    public byte[] WithOutputs(IEnumerable<string> values)
    {
        var graph = new OnnxMessage();
        foreach (var value in values)
        {
            graph.Message(12, new OnnxMessage().String(1, value)); // GraphProto.output, whose type the engine infers
        }

        return [.. _bytes, .. new OnnxMessage().Message(7, graph).ToArray()];
    }

    private void Keep(ByteString weight)
    {
        Fields(
            weight.CreateCodedInput(),
            (8, name => _weights[name.ReadString()] = weight),
            (14, location => HasFilesBeside |= location.ReadInt64() != 0)); // TensorProto.data_location
    }

    private static OnnxNode ReadNode(CodedInputStream input)
    {
        var (inputs, outputs, name, integers) = (new List<string>(), new List<string>(), "", new Dictionary<string, long>());
        Fields(
            input,
            (1, field => inputs.Add(field.ReadString())),
            (2, field => outputs.Add(field.ReadString())),
            (4, field => name = field.ReadString()),
            (5, field =>
            {
                var (key, value) = ("", 0L); // AttributeProto: name = 1, i = 3
                Fields(Inner(field), (1, part => key = part.ReadString()), (3, part => value = part.ReadInt64()));
                integers[key] = value;
            }
        ));
        return new OnnxNode(name, inputs, outputs, integers);
    }

    /// <summary>Goes through a message; fields that nobody asks for are passed over.</summary>
    private static void Fields(CodedInputStream input, params (int Number, Action<CodedInputStream> Read)[] wanted)
    {
        while (input.ReadTag() is var tag && tag != 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            if (Array.Find(wanted, field => field.Number == number).Read is { } read)
            {
                read(input);
            }
            else
            {
                input.SkipLastField();
            }
        }
    }

    private static CodedInputStream Inner(CodedInputStream input) => input.ReadBytes().CreateCodedInput();

    private static List<long> Integers(CodedInputStream packed)
    {
        var all = new List<long>();
        while (!packed.IsAtEnd)
        {
            all.Add(packed.ReadInt64());
        }

        return all;
    }
}
