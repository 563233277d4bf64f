using System.Text.Json;
using System.Text.Json.Serialization;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Writes a number that is undefined (a loss without validation items) as null, for JSON knows no NaN, and reads it back.</summary>
public sealed class FiniteOrNull : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
