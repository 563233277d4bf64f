namespace Labelsmith.Formats.Archives;

/// <summary>What an archive may unpack to. The sizes in its directory are not believed: what is written is counted.</summary>
public sealed record ZipLimits
{
    public static ZipLimits Default { get; } = new();

    /// <summary>Default one million.</summary>
    public int MaximumFiles { get; init; } = 1_000_000;

    /// <summary>Of all files together. Default 64 GB.</summary>
    public long MaximumBytes { get; init; } = 64L << 30;

    /// <summary>Unpacked to packed bytes, looked at from <see cref="RatioMatters"/> on. Default 200; images and texts stay below 20.</summary>
    public int MaximumRatio { get; init; } = 200;

    /// <summary>Small files of zeros may be packed well. Default 256 MB of all files together.</summary>
    public long RatioMatters { get; init; } = 256L << 20;
}
