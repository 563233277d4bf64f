using System.Runtime.InteropServices;
using Google.Protobuf;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Inference.Onnx;

/// <summary>One operator of an ONNX graph.</summary>
/// <param name="Operator">Such as <c>Gemm</c>.</param>
/// <param name="Inputs">Names of values; empty where an optional one is left out.</param>
/// <param name="Outputs">Names of values.</param>
/// <param name="Attributes">Those that are long, float, string, long[] or float[].</param>
internal sealed record OnnxNode(
    string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, object> Attributes);

/// <summary>What goes into a graph or comes out of it.</summary>
/// <param name="Shape">-1 where any size goes.</param>
internal sealed record OnnxValue(string Name, IReadOnlyList<int> Shape);

/// <summary>A float32 weight.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Row-major.</param>
internal sealed record OnnxWeight(IReadOnlyList<long> Shape, float[] Values);

/// <summary>An ONNX file, read as far as explaining it and running it in another engine need: operators, in an order in which they can be
/// run, weights, inputs and outputs. Field numbers are those of onnx.proto3.</summary>
internal sealed class OnnxFile
{
    private const int LargestWeight = 1 << 26; // numbers

    private readonly byte[] _bytes;
    private readonly Dictionary<string, ByteString> _weights = [];

    private readonly List<OnnxValue> _inputs = [];

    private OnnxFile(byte[] bytes) => _bytes = bytes;

    public List<OnnxNode> Nodes { get; } = [];

    /// <summary>Without the weights, which older files list too.</summary>
    public IEnumerable<OnnxValue> Inputs => _inputs.Where(input => !_weights.ContainsKey(input.Name));

    public List<OnnxValue> Outputs { get; } = [];

    public IEnumerable<string> WeightNames => _weights.Keys;

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
                (11, value => file._inputs.Add(ReadValue(Inner(value)))),
                (12, value => file.Outputs.Add(ReadValue(Inner(value)))))));
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
        var (inputs, outputs, name, attributes) = (new List<string>(), new List<string>(), "", new Dictionary<string, object>());
        Fields(
            input,
            (1, field => inputs.Add(field.ReadString())),
            (2, field => outputs.Add(field.ReadString())),
            (4, field => name = field.ReadString()),
            (5, field =>
            {
                if (ReadAttribute(Inner(field)) is var (key, value) && value is not null)
                {
                    attributes[key] = value;
                }
            }
        ));
        return new OnnxNode(name, inputs, outputs, attributes);
    }

    /// <returns>Null for the value where it is of a kind that nobody asks for, such as a graph.</returns>
    private static (string Key, object? Value) ReadAttribute(CodedInputStream input)
    {
        var (key, type, number, integer, text, numbers, integers) = ("", 0L, 0f, 0L, "", new List<float>(), new List<long>());
        while (input.ReadTag() is var tag && tag != 0)
        {
            var isPacked = WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited;
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: key = input.ReadString(); break;
                case 2: (number, type) = (input.ReadFloat(), type == 0 ? 1 : type); break;
                case 3: (integer, type) = (input.ReadInt64(), type == 0 ? 2 : type); break; // files without a type are older
                case 4: (text, type) = (input.ReadString(), type == 0 ? 3 : type); break;
                case 7: numbers.AddRange(isPacked ? [.. MemoryMarshal.Cast<byte, float>(input.ReadBytes().Span)] : [input.ReadFloat()]); break;
                case 8: integers.AddRange(isPacked ? Integers(Inner(input)) : [input.ReadInt64()]); break;
                case 20: type = input.ReadInt64(); break;
                default: input.SkipLastField(); break;
            }
        }

        return (key, type switch
        {
            1 => number,
            2 => integer,
            3 => text,
            6 => numbers.ToArray(),
            7 => integers.ToArray(),
            _ => null,
        });
    }

    private static OnnxValue ReadValue(CodedInputStream input)
    {
        var (name, shape) = ("", new List<int>());
        Fields(
            input,
            (1, field => name = field.ReadString()),
            (2, type => Fields(Inner(type), (1, tensor => Fields(Inner(tensor), (2, sizes => Fields(Inner(sizes), (1, dimension =>
            {
                var size = -1L;
                Fields(Inner(dimension), (1, value => size = value.ReadInt64()));
                shape.Add((int)size);
            }
            ))))))));
        return new OnnxValue(name, shape);
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
