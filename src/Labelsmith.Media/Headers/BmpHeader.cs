using System.Buffers.Binary;

namespace Labelsmith.Media.Headers;

/// <summary>Windows bitmap.</summary>
internal sealed class BmpHeader : HeaderReader
{
    public override bool Matches(ReadOnlySpan<byte> file) =>
        file.Length >= 18 && file.StartsWith("BM"u8) && BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) is 12 or (>= 40 and <= 124);

    public override ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 34)
        {
            return null;
        }

        long width, height;
        int bits;
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) == 12)
        {
            width = BinaryPrimitives.ReadUInt16LittleEndian(file[18..]);
            height = BinaryPrimitives.ReadUInt16LittleEndian(file[20..]);
            bits = BinaryPrimitives.ReadUInt16LittleEndian(file[24..]);
        }
        else
        {
            width = BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
            height = Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file[22..])); // negative: stored from the top
            bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        }

        return width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue && bits is 1 or 2 or 4 or 8 or 16 or 24 or 32
            ? new ImageHeader(ImageKind.Bmp, (int)width, (int)height, Math.Min(bits, 8), bits switch { <= 8 => 1, 32 => 4, _ => 3 }, 1)
            {
                HasPalette = bits <= 8,
                HasAlpha = bits == 32,
            }
            : null;
    }

    public override bool IsTruncated(ReadOnlySpan<byte> file, ImageHeader header)
    {
        var core = BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) == 12;
        var compressed = !core && BinaryPrimitives.ReadUInt32LittleEndian(file[30..]) is 1 or 2 or 4 or 5;
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[(core ? 24 : 28)..]);
        var row = (((long)header.Width * bits) + 31) / 32 * 4; // rows are padded to 4 bytes
        return !compressed && BinaryPrimitives.ReadUInt32LittleEndian(file[10..]) + (row * header.Height) > file.Length;
    }
}
