using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Models;
using Microsoft.ML.OnnxRuntime;

namespace Labelsmith.Learning.Inference;

/// <summary>An ONNX model of one image input and one output, in ONNX Runtime.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string _input;
    private readonly string _output;
    private readonly string[] _outputs; // the first, and the features where they are given

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
        var hasFeatures = _session.OutputMetadata.TryGetValue(ModelFiles.FeaturesOutput, out var found) && found.Dimensions is [_, > 0];
        _outputs = hasFeatures && _output != ModelFiles.FeaturesOutput ? [_output, ModelFiles.FeaturesOutput] : [_output];
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

    /// <summary>The first output of a classifier, and what its last layer decides by where the model gives it.</summary>
    /// <param name="values">Of the given shape, row-major; N items.</param>
    /// <returns>Shapes (N × K) and (N × D).</returns>
    public (float[] Answers, float[]? Features) RunClassifier(float[] values, params long[] shape)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var outputs = _session.Run(_run, [_input], [input], _outputs);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs.Count > 1 ? outputs[1].GetTensorDataAsSpan<float>().ToArray() : null);
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }
}
