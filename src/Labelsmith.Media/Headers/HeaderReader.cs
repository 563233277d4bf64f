namespace Labelsmith.Media.Headers;

/// <summary>Reads what one file format says before its pixels, without decoding any.</summary>
internal abstract class HeaderReader
{
    /// <summary>Every format that is read.</summary>
    public static IReadOnlyList<HeaderReader> All { get; } =
        [new PngHeader(), new JpegHeader(), new WebPHeader(), new TiffHeader(), new BmpHeader(), new GifHeader()];

    /// <summary>Whether the first bytes are those of the format.</summary>
    public abstract bool Matches(ReadOnlySpan<byte> file);

    /// <summary>Null where the header is broken or goes on behind the end of <paramref name="file"/>.</summary>
    public abstract ImageHeader? Read(ReadOnlySpan<byte> file);

    /// <summary>Whether the pixels of the whole <paramref name="file"/> end too early. The decoder does not say so of
    /// every format: it fills the rest with grey.</summary>
    public virtual bool IsTruncated(ReadOnlySpan<byte> file, ImageHeader header) => false;
}
