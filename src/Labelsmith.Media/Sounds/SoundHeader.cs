namespace Labelsmith.Media.Sounds;

/// <summary>What a sound file says of itself.</summary>
/// <param name="SampleRate">In hertz.</param>
/// <param name="Channels">1 or more.</param>
/// <param name="Frames">How many samples each channel has; at least 1.</param>
public sealed record SoundHeader(int SampleRate, int Channels, long Frames)
{
    /// <summary>How long it plays.</summary>
    public double Seconds => (double)Frames / SampleRate;
}
