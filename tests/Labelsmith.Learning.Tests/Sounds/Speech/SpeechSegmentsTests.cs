using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Sounds.Speech;

namespace Labelsmith.Learning.Tests.Sounds.Speech;

/// <summary>With frames of a tenth of a second, so that they can be counted.</summary>
[Collection(TorchTests.Name)]
public sealed class SpeechSegmentsTests : IDisposable
{
    private static readonly SpeechSettings _plain = new(0.5, LeastSpeech: 0.2, LeastSilence: 0.2, Padding: 0);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Speech_begins_at_the_threshold_and_ends_below_the_lower_one()
    {
        // 0.4 is above 0.5 - 0.15: it neither begins nor ends speech
        Assert.Equal([(0.1, 0.5)], Find(_plain, 0.4f, 0.5f, 0.9f, 0.4f, 0.4f, 0.3f, 0.1f, 0.4f));
        Assert.Equal(0.55, SpeechSegments.Find([0.4f, 0.5f, 0.9f, 0.4f, 0.4f, 0.3f, 0.1f], 0.1, 0.7, _plain)[0].Probability, 6);
    }

    [Fact]
    public void A_short_pause_does_not_end_a_segment_and_a_long_one_does()
    {
        Assert.Equal([(0, 0.5)], Find(_plain, 1, 1, 0, 1, 1));
        Assert.Equal([(0, 0.2), (0.4, 0.6)], Find(_plain, 1, 1, 0, 0, 1, 1));
    }

    [Fact]
    public void What_is_too_short_is_left_out() => Assert.Equal([(0.4, 0.6)], Find(_plain, 0, 1, 0, 0, 1, 1, 0, 0));

    [Fact]
    public void Speech_up_to_the_end_ends_with_the_recording() =>
        Assert.Equal((0.1, 0.37), Ends(SpeechSegments.Find([0, 1, 1, 1], 0.1, 0.37, _plain)).Single());

    [Fact]
    public void Padding_stays_in_the_recording_and_shares_a_pause()
    {
        var padded = _plain with { Padding = 0.15 };
        Assert.Equal([(0, 0.4), (0.4, 0.85)], Find(padded, 0, 1, 1, 0, 0, 1, 1, 0, 0)[..2].Select(Rounded));
        Assert.Equal([(0, 0.2)], Find(padded, 1, 1).Select(Rounded));
    }

    [Fact]
    public void Silence_and_nothing_have_no_segments()
    {
        Assert.Empty(Find(_plain, 0, 0.2f, 0.49f));
        Assert.Empty(Find(_plain));
    }

    [Fact]
    public void A_detector_hears_each_frame_after_the_end_of_the_one_before_and_keeps_its_state()
    {
        LoudnessDetector.WriteCounter(_folder["counter.onnx"]);
        using var detector = new SpeechDetector(_folder["counter.onnx"]);
        float[] samples = [.. Enumerable.Range(0, 1100).Select(i => (float)i)];
        // the first sample heard of frame k is 512 k - 64, and there is silence before the recording
        Assert.Equal([0, 1 + 4.48f, 2 + 9.60f], detector.Probabilities(samples, TestContext.Current.CancellationToken).Select(value => MathF.Round(value, 4)));
        Assert.Empty(detector.Probabilities([], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Another_model_is_refused()
    {
        File.WriteAllText(_folder["text.onnx"], "no model");
        var graph = new OnnxGraph("other");
        graph.Output(graph.Input("input", 1, 576), "output", 1, 576);
        graph.Write(_folder["other.onnx"]);
        Assert.Contains("text.onnx", Assert.Throws<BadDataException>(() => new SpeechDetector(_folder["text.onnx"])).Message, StringComparison.Ordinal);
        Assert.Contains("needs the inputs", Assert.Throws<BadDataException>(() => new SpeechDetector(_folder["other.onnx"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_npm_a_sentence_names_the_speech_model()
    {
        Environment.SetEnvironmentVariable(SpeechModelFile.Variable, null);
        var bad = Assert.Throws<BadDataException>(() =>
            new SpeechModelFile(_folder["cache"], _folder["no-npm"]).Find(TestContext.Current.CancellationToken));
        Assert.Contains("The speech model is not here yet", bad.Message, StringComparison.Ordinal);
        Assert.Contains("silero_vad_v5.onnx", bad.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static (double, double)[] Find(SpeechSettings settings, params float[] probabilities) =>
        [.. Ends(SpeechSegments.Find(probabilities, 0.1, 0.1 * probabilities.Length, settings))];

    private static IEnumerable<(double, double)> Ends(IReadOnlyList<HeardSegment> segments) =>
        segments.Select(segment => Rounded((segment.Start, segment.End)));

    private static (double, double) Rounded((double Start, double End) segment) => (Math.Round(segment.Start, 6), Math.Round(segment.End, 6));
}
