using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace Labelsmith.Learning.Inference.Onnx;

/// <summary>One protobuf message under construction, by field numbers of onnx.proto3.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Memory streams hold nothing to dispose of.")]
internal sealed class OnnxMessage
{
    private readonly MemoryStream _buffer = new();
    private readonly CodedOutputStream _output;

    public OnnxMessage() => _output = new CodedOutputStream(_buffer, leaveOpen: true);

    public OnnxMessage Int64(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
        return this;
    }

    public OnnxMessage Float(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
        return this;
    }

    public OnnxMessage String(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    public OnnxMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteLength(value.Length);
        _output.Flush();
        _buffer.Write(value);
        return this;
    }

    public OnnxMessage Message(int field, OnnxMessage value) => Bytes(field, value.ToArray());

    public byte[] ToArray()
    {
        _output.Flush();
        return _buffer.ToArray();
    }

    /// <summary>An AttributeProto: name = 1, f = 2, i = 3, s = 4, floats = 7, ints = 8, type = 20.</summary>
    public static OnnxMessage Attribute(string name, object value)
    {
        var attribute = new OnnxMessage().String(1, name);
        switch (value)
        {
            case int number:
                return attribute.Int64(3, number).Int64(20, 2);
            case float number:
                return attribute.Float(2, number).Int64(20, 1);
            case string text:
                return attribute.String(4, text).Int64(20, 3);
            case long[] numbers:
                return numbers.Aggregate(attribute, (message, number) => message.Int64(8, number)).Int64(20, 7);
            case float[] numbers:
                return numbers.Aggregate(attribute, (message, number) => message.Float(7, number)).Int64(20, 6);
            default:
                throw new ArgumentException($"ONNX attributes are not made of {value.GetType().Name}.", nameof(value));
        }
    }
}
