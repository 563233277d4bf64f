namespace Labelsmith.Media.Headers;

/// <summary>TIFF; of a file of several pages the first is meant.</summary>
internal sealed class TiffHeader : HeaderReader
{
    private const int Palette = 3;

    public override bool Matches(ReadOnlySpan<byte> file) => file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    public override ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        if (!TiffTags.TryOpen(file, out var tags)
            || tags.Number(256) is not (> 0 and <= int.MaxValue and var width)
            || tags.Number(257) is not (> 0 and <= int.MaxValue and var height))
        {
            return null;
        }

        var channels = (int)Math.Clamp(tags.Number(277) ?? 1, 1, 255);
        var orientation = tags.Number(274) is >= 1 and <= 8 and var stored ? (int)stored : 1;
        return new ImageHeader(ImageKind.Tiff, (int)width, (int)height, (int)(tags.Number(258) ?? 1), channels, orientation)
        {
            HasPalette = tags.Number(262) == Palette,
            HasAlpha = channels is 2 or 4,
        };
    }

    public override bool IsTruncated(ReadOnlySpan<byte> file, ImageHeader header) =>
        TiffTags.TryOpen(file, out var tags)
        && (EndsBehind(file.Length, tags.Numbers(273), tags.Numbers(279)) // strips
            || EndsBehind(file.Length, tags.Numbers(324), tags.Numbers(325))); // tiles

    private static bool EndsBehind(int length, long[] offsets, long[] counts)
    {
        for (var part = 0; part < Math.Min(offsets.Length, counts.Length); part++)
        {
            if (offsets[part] + counts[part] > length)
            {
                return true;
            }
        }

        return false;
    }
}
