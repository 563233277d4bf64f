using System.Buffers.Binary;

namespace Labelsmith.Media.Headers;

/// <summary>GIF; of an animation the first frame is meant.</summary>
internal sealed class GifHeader : HeaderReader
{
    public override bool Matches(ReadOnlySpan<byte> file) => file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8);

    public override ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 13)
        {
            return null;
        }

        var width = BinaryPrimitives.ReadUInt16LittleEndian(file[6..]);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        return width > 0 && height > 0
            ? new ImageHeader(ImageKind.Gif, width, height, 8, 1, 1) { HasPalette = true, HasAlpha = true }
            : null;
    }

    /// <summary>A whole file ends with a trailer; some writers put zeros behind it.</summary>
    public override bool IsTruncated(ReadOnlySpan<byte> file, ImageHeader header) =>
        !file.TrimEnd((byte)0).EndsWith((ReadOnlySpan<byte>)[0x3B]);
}
