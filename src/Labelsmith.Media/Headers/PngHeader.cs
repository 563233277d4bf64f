using System.Buffers.Binary;

namespace Labelsmith.Media.Headers;

/// <summary>PNG, as W3C PNG (Third Edition) has it.</summary>
internal sealed class PngHeader : HeaderReader
{
    private const int SignatureLength = 8;

    /// <summary>Length, type and checksum of a chunk.</summary>
    private const int ChunkOverhead = 12;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public override bool Matches(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public override ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < SignatureLength + ChunkOverhead + 13 || !file[12..16].SequenceEqual("IHDR"u8))
        {
            return null;
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(file[16..]);
        var height = BinaryPrimitives.ReadUInt32BigEndian(file[20..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            return null;
        }

        var (depth, colour) = (file[24], file[25]);
        var channels = colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (channels == 0 || depth is not (1 or 2 or 4 or 8 or 16))
        {
            return null;
        }

        var orientation = 1;
        var transparent = colour is 4 or 6;
        for (var at = SignatureLength; TryChunk(file, at, out var type, out var data) && !type.SequenceEqual("IDAT"u8);
             at += ChunkOverhead + data.Length)
        {
            transparent |= type.SequenceEqual("tRNS"u8);
            orientation = type.SequenceEqual("eXIf"u8) ? TiffTags.ReadOrientation(data) : orientation;
        }

        return new ImageHeader(ImageKind.Png, (int)width, (int)height, depth, channels, orientation)
        {
            HasPalette = colour == 3,
            HasAlpha = transparent,
        };
    }

    /// <summary>A whole file has an IEND chunk behind at least one IDAT chunk.</summary>
    public override bool IsTruncated(ReadOnlySpan<byte> file, ImageHeader header)
    {
        var hasPixels = false;
        for (var at = SignatureLength; TryChunk(file, at, out var type, out var data); at += ChunkOverhead + data.Length)
        {
            hasPixels |= type.SequenceEqual("IDAT"u8);
            if (type.SequenceEqual("IEND"u8))
            {
                return !hasPixels;
            }
        }

        return true;
    }

    /// <summary>The chunk at an offset; false where the file ends before the chunk does.</summary>
    public static bool TryChunk(ReadOnlySpan<byte> file, long at, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> data)
    {
        type = data = default;
        if (at + ChunkOverhead > file.Length)
        {
            return false;
        }

        var chunk = file[(int)at..];
        var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        if (length > chunk.Length - ChunkOverhead)
        {
            return false;
        }

        type = chunk.Slice(4, 4);
        data = chunk.Slice(8, (int)length);
        return true;
    }
}
