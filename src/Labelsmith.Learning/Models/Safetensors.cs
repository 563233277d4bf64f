using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Labelsmith.Domain.Datasets;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Models;

/// <summary>Tensors by name in a file that Python reads: the length of a JSON header in 8 bytes, the header, raw bytes.</summary>
/// <remarks>https://huggingface.co/docs/safetensors. Float32 and int64, which is all that models here have.</remarks>
public static class Safetensors
{
    /// <summary>Writes beside the file and moves: a crash leaves the old file or the new one, never half of one.</summary>
    public static void Write(string file, IReadOnlyDictionary<string, Tensor> tensors, string? metadata = null)
    {
        using var scope = NewDisposeScope();
        var header = new JsonObject();
        if (metadata is not null)
        {
            header["__metadata__"] = new JsonObject { ["labelsmith"] = metadata };
        }

        long offset = 0;
        var plain = new List<Tensor>();
        foreach (var (name, tensor) in tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            plain.Add(tensor.detach().cpu().contiguous());
            var end = offset + (tensor.numel() * tensor.element_size());
            header[name] = new JsonObject
            {
                ["dtype"] = tensor.dtype == ScalarType.Int64 ? "I64" : "F32",
                ["shape"] = new JsonArray([.. tensor.shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        var fresh = file + ".part";
        using (var stream = File.Create(fresh))
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
            stream.Write(length);
            stream.Write(text);
            foreach (var tensor in plain)
            {
                stream.Write(tensor.bytes);
            }
        }

        File.Move(fresh, file, overwrite: true);
    }

    /// <summary>The caller disposes of the tensors.</summary>
    /// <exception cref="BadDataException">The file is not sound.</exception>
    public static (Dictionary<string, Tensor> Tensors, string? Metadata) Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var head = new byte[8];
            stream.ReadExactly(head);
            var text = new byte[checked((int)BinaryPrimitives.ReadInt64LittleEndian(head))];
            stream.ReadExactly(text);
            var header = JsonNode.Parse(text)!.AsObject();
            var start = stream.Position;
            var tensors = new Dictionary<string, Tensor>();
            foreach (var (name, entry) in header.Where(entry => entry.Key != "__metadata__"))
            {
                var shape = entry!["shape"]!.AsArray().Select(size => (long)size!).ToArray();
                var range = entry["data_offsets"]!.AsArray();
                var bytes = new byte[(long)range[1]! - (long)range[0]!];
                stream.Position = start + (long)range[0]!;
                stream.ReadExactly(bytes);
                tensors[name] = (string)entry["dtype"]! == "I64"
                    ? tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), shape)
                    : tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), shape);
            }

            return (tensors, (string?)header["__metadata__"]?["labelsmith"]);
        }
        catch (Exception failure) when (failure is JsonException or EndOfStreamException or OverflowException or NullReferenceException)
        {
            throw new BadDataException($"{file} is not a sound safetensors file: train or copy the model again.", failure);
        }
    }
}
