using Labelsmith.Domain.Datasets;
using Microsoft.ML.OnnxRuntime;

namespace Labelsmith.Learning.Sounds.Speech;

/// <summary>The Silero voice activity detector, in ONNX Runtime: how probably somebody speaks, 31.25 times a second.</summary>
/// <remarks>Silero Team (2021-2024), "Silero VAD: pre-trained enterprise-grade voice activity detector", https://github.com/snakers4/silero-vad,
/// version 5. It hears 512 samples at a time, after the 64 before them, and carries a state of 2 × 128 numbers from one to the next. May be
/// used by many threads.</remarks>
public sealed class SpeechDetector : IDisposable
{
    /// <summary>Of the samples, in hertz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples that a probability speaks of.</summary>
    public const int FrameLength = 512;

    private const int Context = 64; // samples before a frame that are heard again
    private const string Input = "input", State = "state", Rate = "sr", Output = "output", NextState = "stateN";

    private static readonly long[] _stateShape = [2, 1, 128];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <exception cref="BadDataException">The file is no such detector.</exception>
    public SpeechDetector(string file)
    {
        try
        {
            // a frame is so little work that more threads only wait for each other; recordings run beside each other instead
            using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            _session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new BadDataException($"{file} is not an ONNX model that can be run: {failure.Message}", failure);
        }

        if (!new[] { Input, State }.All(_session.InputNames.Contains) || !new[] { Output, NextState }.All(_session.OutputNames.Contains))
        {
            _session.Dispose();
            throw new BadDataException(
                $"{file} is no speech model: it needs the inputs {Input} (1, {Context + FrameLength}) and {State} (2, 1, 128), and the outputs {Output} (1, 1) and {NextState}.");
        }
    }

    /// <param name="samples">Shape (n), one channel at <see cref="SampleRate"/>, full scale -1 to 1.</param>
    /// <returns>Shape (⌈n / <see cref="FrameLength"/>⌉), 0 to 1; after the last sample it is silent.</returns>
    /// <exception cref="OperationCanceledException">Cancelled between two frames.</exception>
    public float[] Probabilities(ReadOnlySpan<float> samples, CancellationToken cancellation = default)
    {
        var probabilities = new float[(samples.Length + FrameLength - 1) / FrameLength];
        var (heard, state) = (new float[Context + FrameLength], new float[2 * 128]);
        using var input = OrtValue.CreateTensorValueFromMemory(heard, [1, heard.Length]);
        using var before = OrtValue.CreateTensorValueFromMemory(state, _stateShape);
        using var rate = OrtValue.CreateTensorValueFromMemory(new long[] { SampleRate }, []);
        var takesRate = _session.InputNames.Contains(Rate); // the same graph serves 8 and 16 kHz
        string[] names = takesRate ? [Input, State, Rate] : [Input, State];
        OrtValue[] values = takesRate ? [input, before, rate] : [input, before];
        for (var frame = 0; frame < probabilities.Length; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            heard.AsSpan(FrameLength).CopyTo(heard);
            var left = samples[(frame * FrameLength)..];
            var now = heard.AsSpan(Context);
            now.Clear();
            left[..Math.Min(FrameLength, left.Length)].CopyTo(now);
            using var outputs = _session.Run(_run, names, values, [Output, NextState]);
            probabilities[frame] = outputs[0].GetTensorDataAsSpan<float>()[0];
            outputs[1].GetTensorDataAsSpan<float>().CopyTo(state);
        }

        return probabilities;
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }
}
