using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Sounds.Speech;

/// <summary>A recording, and where somebody may speak in it.</summary>
/// <param name="Sound">One channel, at its own rate: the bands that a higher one would add are empty, and a network stumbles over them.</param>
/// <param name="Probabilities">As <see cref="SpeechDetector.Probabilities"/> gives them.</param>
internal sealed record HeardRecording(SoundSource Sound, float[] Probabilities)
{
    private const double LeastCrop = 0.1; // seconds
    private const double FrameSeconds = (double)SpeechDetector.FrameLength / SpeechDetector.SampleRate;

    public double Seconds => (double)Sound.Samples.Length / Sound.SampleRate;

    /// <exception cref="BadItemException">The item cannot be read.</exception>
    public static HeardRecording Read(DataItem item, SpeechDetector detector, CancellationToken cancellation)
    {
        var sound = SoundFile.Read(item.Source, item.Id);
        var mono = SoundMixing.ToMono(sound);
        var samples = Resampler.Resample(mono, sound.SampleRate, SpeechDetector.SampleRate);
        return new HeardRecording(new SoundSource(sound.SampleRate, 1, mono), detector.Probabilities(samples, cancellation));
    }

    /// <summary>A segment as a recording of its own; a very short one with what lies around it.</summary>
    /// <param name="start">In seconds.</param>
    /// <param name="end">In seconds.</param>
    public SoundSource Crop(double start, double end)
    {
        var missing = Math.Max(0, LeastCrop - (end - start)) / 2;
        var first = Math.Clamp((int)((start - missing) * Sound.SampleRate), 0, Sound.Samples.Length - 1);
        var last = Math.Clamp((int)Math.Ceiling((end + missing) * Sound.SampleRate), first + 1, Sound.Samples.Length);
        return Sound with { Samples = Sound.Samples[first..last] };
    }

    public IReadOnlyList<HeardSegment> Segments(SpeechSettings settings) => SpeechSegments.Find(Probabilities, FrameSeconds, Seconds, settings);
}
