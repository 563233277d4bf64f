using System.Text.Json;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Coco;

/// <summary>A member of the object that a file is, or one element of a member that is an array.</summary>
/// <param name="Offset">Of its first byte in the file.</param>
/// <param name="Bytes">Its JSON; valid until the next part is asked for.</param>
internal readonly record struct JsonPart(string Member, long Offset, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads a JSON file of any size part by part; no more than one part is in memory.</summary>
internal sealed class JsonParts(Stream file, string name)
{
    private const int StartLength = 64 << 10;
    private const int MaximumPart = 256 << 20;

    private byte[] buffer = new byte[StartLength];
    private int start;
    private int end;
    private long passed; // bytes before the buffer
    private bool isFinal;
    private bool inArray;
    private bool opened;
    private string? member;
    private JsonReaderState state;

    private enum Step
    {
        More,
        Go,
        Part,
        End,
    }

    /// <exception cref="BadDataException">The file is no JSON object, or breaks off; the message names the place.</exception>
    public IEnumerable<JsonPart> Read()
    {
        Fill();
        start = buffer.AsSpan(0, end).StartsWith("\uFEFF"u8) ? 3 : 0;
        while (true)
        {
            var step = Next(out var part);
            if (step == Step.End)
            {
                yield break;
            }

            if (step == Step.Part)
            {
                yield return part;
            }
            else if (step == Step.More)
            {
                Fill();
            }
        }
    }

    private Step Next(out JsonPart part)
    {
        part = default;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isFinal, state);
        Step step;
        try
        {
            step = Advance(ref reader, out var from);
            if (step == Step.Part)
            {
                part = new JsonPart(member!, passed + start + from, buffer.AsMemory(start + from, (int)reader.BytesConsumed - from));
            }
        }
        catch (JsonException broken)
        {
            throw new BadDataException($"{name}:{(broken.LineNumber ?? 0) + 1}: the JSON is broken: {broken.Message.Split(" LineNumber:")[0]}", broken);
        }

        if (step == Step.More)
        {
            return isFinal ? throw new BadDataException($"'{name}' ends before its JSON does: copy or export it again.") : step;
        }

        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
        return step;
    }

    /// <summary>One token on, or over one whole part. State changes only where the bytes suffice.</summary>
    private Step Advance(ref Utf8JsonReader reader, out int from)
    {
        from = 0;
        if (!reader.Read())
        {
            return Step.More;
        }

        if (!opened)
        {
            opened = reader.TokenType == JsonTokenType.StartObject
                ? true
                : throw new BadDataException($"'{name}' is no JSON object of images, annotations and categories.");
            return Step.Go;
        }

        if (member is null)
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return Step.End;
            }

            member = reader.GetString();
            return Step.Go;
        }

        if (!inArray && reader.TokenType == JsonTokenType.StartArray)
        {
            inArray = true;
            return Step.Go;
        }

        if (inArray && reader.TokenType == JsonTokenType.EndArray)
        {
            (inArray, member) = (false, null);
            return Step.Go;
        }

        from = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return Step.More;
        }

        if (!inArray)
        {
            member = null;
            return Step.Go; // single values say nothing that is needed
        }

        return Step.Part;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (passed, end, start) = (passed + start, end - start, 0);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= MaximumPart)
            {
                throw new BadDataException($"'{name}' has an entry of more than {MaximumPart >> 20} MB in '{member}': it is no COCO file.");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = file.Read(buffer, end, buffer.Length - end);
        end += read;
        isFinal = read == 0;
    }
}
