using Google.Protobuf;

namespace Labelsmith.Learning.Inference.Onnx;

/// <summary>A value's declaration. A dimension without a size is -1.</summary>
internal sealed record NetworkValue(string Name, IReadOnlyList<int> Shape);

/// <summary>Weights: float32, or int64 where <paramref name="IsInteger"/>; little-endian.</summary>
internal sealed record NetworkWeight(IReadOnlyList<long> Shape, byte[] Data, bool IsInteger);

/// <summary>One operator. Attribute values are long, float, string, or arrays of long or float.</summary>
internal sealed record NetworkNode(string Operator, IReadOnlyList<string> Inputs, string Output, IReadOnlyDictionary<string, object> Attributes);

/// <summary>The graph of an ONNX file that <see cref="OnnxGraph"/> has written: nodes in an order in which they can be run.</summary>
/// <remarks>By the field numbers of onnx.proto3. What OnnxGraph never writes (subgraphs, external data, other types) is refused.</remarks>
internal sealed record OnnxNetwork(
    IReadOnlyList<NetworkNode> Nodes, IReadOnlyDictionary<string, NetworkWeight> Weights, NetworkValue Input, NetworkValue Output)
{
    /// <exception cref="InvalidDataException">The file holds what this reader does not know.</exception>
    public static OnnxNetwork Read(string file)
    {
        try
        {
            var graph = Fields(File.ReadAllBytes(file)).Where(field => field.Number == 7).Select(field => field.Bytes).Single();
            return ReadGraph(graph);
        }
        catch (Exception broken) when (broken is InvalidProtocolBufferException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file} is no ONNX file of one graph.", broken);
        }
    }

    private static OnnxNetwork ReadGraph(byte[] graph)
    {
        var nodes = new List<NetworkNode>();
        var weights = new Dictionary<string, NetworkWeight>();
        var (inputs, outputs) = (new List<NetworkValue>(), new List<NetworkValue>());
        foreach (var field in Fields(graph))
        {
            switch (field.Number)
            {
                case 1: nodes.Add(ReadNode(field.Bytes)); break;
                case 5: ReadWeight(field.Bytes, weights); break;
                case 11: inputs.Add(ReadValue(field.Bytes)); break;
                case 12: outputs.Add(ReadValue(field.Bytes)); break;
                default: break;
            }
        }

        return new OnnxNetwork(nodes, weights, inputs.Single(), outputs.Single());
    }

    private static NetworkNode ReadNode(byte[] node)
    {
        var fields = Fields(node).ToList();
        return new NetworkNode(
            fields.Where(field => field.Number == 4).Select(field => field.Text).Single(),
            [.. fields.Where(field => field.Number == 1).Select(field => field.Text)],
            fields.Where(field => field.Number == 2).Select(field => field.Text).Single(),
            fields.Where(field => field.Number == 5).Select(field => ReadAttribute(field.Bytes)).ToDictionary(entry => entry.Name, entry => entry.Value));
    }

    private static (string Name, object Value) ReadAttribute(byte[] attribute)
    {
        var fields = Fields(attribute).ToList();
        var name = fields.First(field => field.Number == 1).Text;
        return (name, fields.First(field => field.Number == 20).Integer switch
        {
            1 => fields.First(field => field.Number == 2).Float,
            2 => fields.FirstOrDefault(field => field.Number == 3).Integer,
            3 => fields.First(field => field.Number == 4).Text,
            6 => fields.Where(field => field.Number == 7).Select(field => field.Float).ToArray(),
            7 => fields.Where(field => field.Number == 8).Select(field => field.Integer).ToArray(),
            var type => throw new InvalidDataException($"The attribute '{name}' is of the type {type}."),
        });
    }

    private static void ReadWeight(byte[] tensor, Dictionary<string, NetworkWeight> weights)
    {
        var fields = Fields(tensor).ToList();
        var type = fields.First(field => field.Number == 2).Integer;
        if (type is not (1 or 7))
        {
            throw new InvalidDataException($"A weight has the type {type}.");
        }

        weights[fields.First(field => field.Number == 8).Text] = new NetworkWeight(
            [.. fields.Where(field => field.Number == 1).Select(field => field.Integer)], fields.First(field => field.Number == 9).Bytes, type == 7);
    }

    private static NetworkValue ReadValue(byte[] value)
    {
        var fields = Fields(value).ToList();
        var tensor = Fields(Fields(fields.First(field => field.Number == 2).Bytes).First(field => field.Number == 1).Bytes);
        var shape = tensor.First(field => field.Number == 2).Bytes;
        return new NetworkValue(
            fields.First(field => field.Number == 1).Text,
            [.. Fields(shape).Select(dimension => Fields(dimension.Bytes).FirstOrDefault(field => field.Number == 1) is { Number: 1 } size ? (int)size.Integer : -1)]);
    }

    private static IEnumerable<Field> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            yield return WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => new Field(number, [], input.ReadInt64(), 0),
                WireFormat.WireType.Fixed32 => new Field(number, [], 0, input.ReadFloat()),
                WireFormat.WireType.LengthDelimited => new Field(number, input.ReadBytes().ToByteArray(), 0, 0),
                var type => throw new InvalidDataException($"A field is of the wire type {type}."),
            };
        }
    }

    private readonly record struct Field(int Number, byte[] Bytes, long Integer, float Float)
    {
        public string Text => System.Text.Encoding.UTF8.GetString(Bytes);
    }
}
