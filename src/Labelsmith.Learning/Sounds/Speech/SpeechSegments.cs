namespace Labelsmith.Learning.Sounds.Speech;

/// <summary>A stretch of a recording in which something is heard.</summary>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Probability">The mean of its frames, 0 to 1.</param>
public readonly record struct HeardSegment(double Start, double End, double Probability);

/// <summary>From the probabilities of frames to segments, by two thresholds and least lengths.</summary>
/// <remarks>As the makers of the Silero detector do it (https://github.com/snakers4/silero-vad, <c>get_speech_timestamps</c>), but speech ends
/// at the beginning of the pause that ended it and not at its first frame's end.</remarks>
public static class SpeechSegments
{
    /// <param name="probabilities">Shape (frames).</param>
    /// <param name="frameSeconds">From one frame to the next.</param>
    /// <param name="seconds">How long the recording is; no segment goes beyond.</param>
    /// <returns>In order, without overlaps.</returns>
    public static IReadOnlyList<HeardSegment> Find(ReadOnlySpan<float> probabilities, double frameSeconds, double seconds, SpeechSettings settings)
    {
        var found = new List<HeardSegment>();
        var (start, end) = (-1, -1); // frames: of the segment that is open, and of the pause in it
        for (var frame = 0; frame <= probabilities.Length; frame++)
        {
            var isOver = frame == probabilities.Length;
            var probability = isOver ? 0 : probabilities[frame];
            if (probability >= settings.Threshold)
            {
                (start, end) = (start < 0 ? frame : start, -1);
            }
            else if (start >= 0 && (isOver || probability < settings.Threshold - SpeechSettings.Hysteresis))
            {
                end = end < 0 ? frame : end;
                if (isOver || (frame + 1 - end) * frameSeconds >= settings.LeastSilence)
                {
                    Close(probabilities[start..end], start);
                    (start, end) = (-1, -1);
                }
            }
        }

        return Padded(found, seconds, settings.Padding);

        void Close(ReadOnlySpan<float> frames, int first)
        {
            var segment = new HeardSegment(first * frameSeconds, Math.Min(seconds, (first + frames.Length) * frameSeconds), Mean(frames));
            if (segment.End - segment.Start >= settings.LeastSpeech - 1e-9)
            {
                found.Add(segment);
            }
        }
    }

    private static HeardSegment[] Padded(List<HeardSegment> found, double seconds, double padding)
    {
        var padded = new HeardSegment[found.Count];
        for (var i = 0; i < padded.Length; i++)
        {
            var before = i == 0 ? found[i].Start : (found[i].Start - found[i - 1].End) / 2;
            var after = i == padded.Length - 1 ? seconds - found[i].End : (found[i + 1].Start - found[i].End) / 2;
            padded[i] = found[i] with
            {
                Start = found[i].Start - Math.Min(padding, before),
                End = found[i].End + Math.Min(padding, after),
            };
        }

        return padded;
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return Math.Clamp(sum / Math.Max(1, values.Length), 0, 1);
    }
}
