namespace Labelsmith.Learning.Sounds.Speech;

/// <summary>How probabilities of frames become segments.</summary>
/// <param name="Threshold">Speech begins where the probability reaches it, above <see cref="Hysteresis"/> and below 1.</param>
/// <param name="LeastSpeech">Shorter segments are left out, in seconds.</param>
/// <param name="LeastSilence">Shorter pauses do not end a segment, in seconds.</param>
/// <param name="Padding">What a segment is lengthened by at both ends, in seconds; two that would then touch share the pause between them.</param>
public sealed record SpeechSettings(double Threshold = 0.5, double LeastSpeech = 0.1, double LeastSilence = 0.1, double Padding = 0.03)
{
    /// <summary>Speech ends where the probability falls below the threshold by more than this, so that it does not flicker around it.</summary>
    public const double Hysteresis = 0.15;
}
