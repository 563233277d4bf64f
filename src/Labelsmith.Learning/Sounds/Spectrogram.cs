namespace Labelsmith.Learning.Sounds;

/// <summary>The log-mel spectrogram of a recording.</summary>
/// <param name="Values">Shape (Frames × Bands).</param>
/// <param name="Bands">1 or more.</param>
public sealed record Spectrogram(float[] Values, int Bands)
{
    public int Frames => Values.Length / Bands;
}
