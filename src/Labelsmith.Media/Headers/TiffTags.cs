using System.Buffers.Binary;

namespace Labelsmith.Media.Headers;

/// <summary>The first directory of a TIFF structure: of a TIFF file itself, or of the EXIF block of another format.</summary>
/// <remarks>TIFF Revision 6.0; BigTIFF is not read.</remarks>
internal readonly ref struct TiffTags
{
    private const int EntryLength = 12;
    private const int OrientationTag = 274;

    private readonly ReadOnlySpan<byte> block;
    private readonly bool littleEndian;
    private readonly int entries;
    private readonly int count;

    private TiffTags(ReadOnlySpan<byte> block, bool littleEndian, int entries, int count)
    {
        this.block = block;
        this.littleEndian = littleEndian;
        this.entries = entries;
        this.count = count;
    }

    /// <summary>False where there is no directory, or it goes on behind the end of the block.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> block, out TiffTags tags)
    {
        tags = default;
        if (block.Length < 8 || !(block.StartsWith("II*\0"u8) || block.StartsWith("MM\0*"u8)))
        {
            return false;
        }

        var little = block[0] == 'I';
        var start = new TiffTags(block, little, 0, 0).UInt32(4);
        if (start < 8 || start + 2 > block.Length)
        {
            return false;
        }

        var count = new TiffTags(block, little, 0, 0).UInt16((int)start);
        if (start + 2 + ((long)count * EntryLength) > block.Length)
        {
            return false;
        }

        tags = new TiffTags(block, little, (int)start + 2, count);
        return true;
    }

    /// <summary>1 to 8; 1 where the block does not say it.</summary>
    public static int ReadOrientation(ReadOnlySpan<byte> block) =>
        TryOpen(block, out var tags) && tags.Number(OrientationTag) is >= 1 and <= 8 and var orientation ? (int)orientation : 1;

    /// <summary>A copy of a TIFF file that says it is upright: decoders differ in whether they turn the pixels, but not then.</summary>
    public static byte[] SayUpright(ReadOnlySpan<byte> file)
    {
        var copy = file.ToArray();
        if (TryOpen(file, out var tags) && tags.FindEntry(OrientationTag) is { } at)
        {
            var isShort = tags.UInt16(at + 2) == 3;
            copy.AsSpan(at + 8, 4).Clear();
            copy[tags.littleEndian ? at + 8 : isShort ? at + 9 : at + 11] = 1;
        }

        return copy;
    }

    /// <summary>The first value of a tag of whole numbers; null where it is missing.</summary>
    public long? Number(int tag) => Numbers(tag) is [var first, ..] ? first : null;

    /// <summary>The values of a tag of whole numbers (bytes, shorts or longs); empty where it is missing or broken.</summary>
    public long[] Numbers(int tag)
    {
        if (FindEntry(tag) is not { } at)
        {
            return [];
        }

        var size = UInt16(at + 2) switch { 1 => 1, 3 => 2, 4 => 4, _ => 0 };
        var length = UInt32(at + 4);
        if (size == 0 || length * size > block.Length)
        {
            return [];
        }

        var from = length * size <= 4 ? at + 8 : UInt32(at + 8);
        return from + (length * size) <= block.Length ? Values((int)from, size, (int)length) : [];
    }

    private int? FindEntry(int tag)
    {
        for (var entry = 0; entry < count; entry++)
        {
            var at = entries + (entry * EntryLength);
            if (UInt16(at) == tag)
            {
                return at;
            }
        }

        return null;
    }

    private long[] Values(int from, int size, int length)
    {
        var values = new long[length];
        for (var index = 0; index < length; index++)
        {
            var at = from + (index * size);
            values[index] = size switch { 1 => block[at], 2 => UInt16(at), _ => UInt32(at) };
        }

        return values;
    }

    private int UInt16(int at) =>
        littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(block[at..]) : BinaryPrimitives.ReadUInt16BigEndian(block[at..]);

    private long UInt32(int at) =>
        littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(block[at..]) : BinaryPrimitives.ReadUInt32BigEndian(block[at..]);
}
