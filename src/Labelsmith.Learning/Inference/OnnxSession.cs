using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Labelsmith.Learning.Inference;

/// <summary>An ONNX model of one image input and one output, in ONNX Runtime.</summary>
internal sealed class OnnxSession : INetworkEngine
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string _input;
    private readonly string[] _outputs; // the model's own first

    /// <exception cref="BadDataException">The file cannot be loaded.</exception>
    public OnnxSession(string file)
        : this(file, options => new InferenceSession(file, options), [])
    {
    }

    private OnnxSession(string file, Func<SessionOptions, InferenceSession> load, string[] inner)
    {
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // decoding needs the cores in between
            _session = load(options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new BadDataException($"{file} is not an ONNX model that can be run: {failure.Message}", failure);
        }

        _input = _session.InputNames[0];
        _outputs = [_session.OutputNames[0], .. inner];
    }

    public IReadOnlyList<int> InputShape => _session.InputMetadata[_input].Dimensions;

    public IReadOnlyList<int> OutputShape => _session.OutputMetadata[_outputs[0]].Dimensions;

    /// <summary>A model whose inner values can be seen, too.</summary>
    /// <param name="path">Where the file was read; for the message when it cannot be run.</param>
    /// <param name="inner">Names of values of its graph.</param>
    public static OnnxSession Open(string path, OnnxFile file, params string[] inner) =>
        new(path, options => new InferenceSession(file.WithOutputs(inner), options), inner);

    /// <summary>A classifier that also gives the numbers which its last layer takes, where it ends as a <see cref="PooledHead"/>.</summary>
    /// <param name="hasFeatures">False: it ends otherwise, and gives its output alone.</param>
    public static OnnxSession OpenClassifier(string path, out bool hasFeatures)
    {
        var file = OnnxFile.Read(path);
        var head = file.HasFilesBeside ? null : PooledHead.Find(file);
        hasFeatures = head is not null;
        return head is null ? new OnnxSession(path) : Open(path, file, head.Features);
    }

    public float[] Run(float[] values, params long[] shape) => RunAll(values, shape, 1)[0].Values;

    /// <summary>The output, then the inner values in the order in which they were asked for.</summary>
    public (float[] Values, long[] Shape)[] RunAll(float[] values, params long[] shape) => RunAll(values, shape, _outputs.Length);

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private (float[] Values, long[] Shape)[] RunAll(float[] values, long[] shape, int count)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var outputs = _session.Run(_run, [_input], [input], _outputs[..count]);
        return [.. outputs.Select(output => (output.GetTensorDataAsSpan<float>().ToArray(), output.GetTensorTypeAndShape().Shape))];
    }
}
