using Labelsmith.Domain.Datasets;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Labelsmith.Learning.Inference.Foreign;

/// <summary>An output of a network.</summary>
/// <param name="Values">Row-major, whatever type of numbers it has in the file.</param>
/// <param name="Shape">Sizes of its dimensions.</param>
internal readonly record struct NamedOutput(float[] Values, long[] Shape)
{
    public string ShapeText => $"({string.Join(", ", Shape)})";
}

/// <summary>An ONNX model of one float32 input and any outputs of numbers, in ONNX Runtime.</summary>
internal sealed class ForeignSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <exception cref="BadDataException">The file cannot be loaded, or takes something else.</exception>
    public ForeignSession(string file)
    {
        File = file;
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // decoding needs the cores in between
            _session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new BadDataException($"{file} is not an ONNX model that can be run: {failure.Message}", failure);
        }

        if (_session.InputNames.Count != 1 || _session.InputMetadata[_session.InputNames[0]] is not { ElementDataType: TensorElementType.Float, Dimensions.Length: 4 })
        {
            _session.Dispose();
            throw new BadDataException($"{file} needs one input of float32 with four dimensions, such as (1, 3, 224, 224): export it so.");
        }
    }

    public string File { get; }

    /// <summary>-1 where any size goes.</summary>
    public IReadOnlyList<int> InputShape => _session.InputMetadata[_session.InputNames[0]].Dimensions;

    public IReadOnlyList<string> OutputNames => _session.OutputNames;

    /// <param name="outputs">Names.</param>
    /// <returns>In the order of the names.</returns>
    /// <exception cref="BadDataException">The network cannot run on this, or an output is made of something else than numbers.</exception>
    public NamedOutput[] Run(float[] values, long[] shape, IReadOnlyList<string> outputs)
    {
        try
        {
            using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
            using var results = _session.Run(_run, [_session.InputNames[0]], [input], [.. outputs]);
            return [.. results.Zip(outputs, (value, name) => new NamedOutput(Numbers(value, name), value.GetTensorTypeAndShape().Shape))];
        }
        catch (OnnxRuntimeException failure)
        {
            throw new BadDataException($"{File} cannot be run on an input of the shape ({string.Join(", ", shape)}): {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private float[] Numbers(OrtValue value, string name) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Double => Convert(value.GetTensorDataAsSpan<double>()),
        TensorElementType.Int64 => Convert(value.GetTensorDataAsSpan<long>()),
        TensorElementType.Int32 => Convert(value.GetTensorDataAsSpan<int>()),
        var other => throw new BadDataException($"{File} gives '{name}' as {other}, not as numbers of float32, float64, int32 or int64: export it so."),
    };

    private static float[] Convert<T>(ReadOnlySpan<T> values)
        where T : System.Numerics.INumber<T>
    {
        var numbers = new float[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = float.CreateTruncating(values[i]);
        }

        return numbers;
    }
}
