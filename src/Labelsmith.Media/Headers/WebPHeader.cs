using System.Buffers.Binary;

namespace Labelsmith.Media.Headers;

/// <summary>WebP, as RFC 9649 has it.</summary>
internal sealed class WebPHeader : HeaderReader
{
    public override bool Matches(ReadOnlySpan<byte> file) =>
        file.Length >= 16 && file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8);

    public override ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30)
        {
            return null;
        }

        var kind = file[12..16];
        var data = file[20..];
        if (kind.SequenceEqual("VP8X"u8))
        {
            return Create(UInt24(data[4..]) + 1, UInt24(data[7..]) + 1, (data[0] & 0x10) != 0, ReadOrientation(file));
        }

        if (kind.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return Create((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1, (bits >> 28 & 1) != 0, 1);
        }

        return kind.SequenceEqual("VP8 "u8)
            ? Create(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF, false, 1)
            : null;
    }

    public override bool IsTruncated(ReadOnlySpan<byte> file, ImageHeader header) =>
        BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) > file.Length - 8;

    private static ImageHeader? Create(int width, int height, bool alpha, int orientation) =>
        width > 0 && height > 0
            ? new ImageHeader(ImageKind.WebP, width, height, 8, alpha ? 4 : 3, orientation) { HasAlpha = alpha }
            : null;

    private static int ReadOrientation(ReadOnlySpan<byte> file)
    {
        for (long at = 12; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            if (file.Slice((int)at, 4).SequenceEqual("EXIF"u8) && at + 8 + length <= file.Length)
            {
                var block = file.Slice((int)at + 8, (int)length);
                return TiffTags.ReadOrientation(block.StartsWith("Exif\0\0"u8) ? block[6..] : block);
            }

            at += 8 + length + (length & 1);
        }

        return 1;
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
