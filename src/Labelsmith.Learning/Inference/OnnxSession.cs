using Labelsmith.Domain.Datasets;
using Microsoft.ML.OnnxRuntime;

namespace Labelsmith.Learning.Inference;

/// <summary>An ONNX model of one image input and one output, in ONNX Runtime.</summary>
internal sealed class OnnxSession : INetworkEngine
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string _input;
    private readonly string _output;

    /// <exception cref="BadDataException">The file cannot be loaded.</exception>
    public OnnxSession(string file)
    {
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // decoding needs the cores in between
            _session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new BadDataException($"{file} is not an ONNX model that can be run: {failure.Message}", failure);
        }

        (_input, _output) = (_session.InputNames[0], _session.OutputNames[0]);
    }

    /// <summary>-1 where any size goes.</summary>
    public IReadOnlyList<int> InputShape => _session.InputMetadata[_input].Dimensions;

    /// <summary>-1 where any size goes.</summary>
    public IReadOnlyList<int> OutputShape => _session.OutputMetadata[_output].Dimensions;

    /// <param name="values">Of the given shape, row-major.</param>
    public float[] Run(float[] values, params long[] shape)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var outputs = _session.Run(_run, [_input], [input], [_output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }
}
