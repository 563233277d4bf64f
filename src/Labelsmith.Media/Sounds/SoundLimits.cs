namespace Labelsmith.Media.Sounds;

/// <summary>How large a recording may be. Both are checked before anything is decoded.</summary>
public sealed record SoundLimits
{
    public static SoundLimits Default { get; } = new();

    /// <summary>Of all channels together. Default 200 million: 75 minutes of mono at 44.1 kHz, 800 MB decoded.</summary>
    public long MaximumSamples { get; init; } = 200_000_000;

    /// <summary>Of the file. Default 1 GB.</summary>
    public long MaximumBytes { get; init; } = 1L << 30;
}
