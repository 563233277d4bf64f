namespace Labelsmith.Media;

/// <summary>How large an image may be. Both are checked before anything is decoded.</summary>
public sealed record ImageLimits
{
    public static ImageLimits Default { get; } = new();

    /// <summary>Width × height. Default 256 million: a 16,000 × 16,000 scan, 768 MB decoded.</summary>
    public long MaximumPixels { get; init; } = 256_000_000;

    /// <summary>Of the file. Default 1 GB.</summary>
    public long MaximumBytes { get; init; } = 1L << 30;
}
