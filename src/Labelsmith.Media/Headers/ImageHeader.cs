namespace Labelsmith.Media.Headers;

/// <summary>What an image file says of itself before its pixels.</summary>
/// <param name="Kind">By its first bytes; the file's name does not matter.</param>
/// <param name="Width">Of the stored pixels, before <paramref name="Orientation"/>.</param>
/// <param name="Height">Of the stored pixels, before <paramref name="Orientation"/>.</param>
/// <param name="BitDepth">Of one sample; of an index where there is a palette.</param>
/// <param name="Channels">As stored: 1 grey or palette, 2 grey and alpha, 3 colour, 4 colour and alpha, or CMYK.</param>
/// <param name="Orientation">1 to 8 as in EXIF; 1 is upright.</param>
public sealed record ImageHeader(ImageKind Kind, int Width, int Height, int BitDepth, int Channels, int Orientation)
{
    /// <summary>The stored samples are indices of colours.</summary>
    public bool HasPalette { get; init; }

    /// <summary>Some pixels may be transparent.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>As people see it.</summary>
    public int UprightWidth => Orientation >= 5 ? Height : Width;

    /// <summary>As people see it.</summary>
    public int UprightHeight => Orientation >= 5 ? Width : Height;

    public long Pixels => (long)Width * Height;
}
