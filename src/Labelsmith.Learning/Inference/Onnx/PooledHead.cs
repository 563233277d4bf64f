namespace Labelsmith.Learning.Inference.Onnx;

/// <summary>How many image classifiers end: maps of features, one number of each by pooling over the whole image, and one linear layer.</summary>
/// <param name="Maps">The value of the shape (N, F, rows, columns) that is pooled.</param>
/// <param name="Features">The value of the shape (N, F) that the linear layer takes.</param>
/// <param name="Weights">Shape (K × F): of the linear layer.</param>
/// <param name="FeatureCount">F.</param>
internal sealed record PooledHead(string Maps, string Features, float[] Weights, int FeatureCount)
{
    private static readonly HashSet<string> _activations = ["Softmax", "LogSoftmax", "Sigmoid", "Identity", "Cast"];
    private static readonly HashSet<string> _reshapes = ["Flatten", "Reshape", "Squeeze", "Dropout", "Identity", "Cast"];
    private static readonly HashSet<string> _pools = ["GlobalMaxPool", "GlobalAveragePool", "ReduceMean", "ReduceMax"];

    /// <summary>Null where the model ends otherwise.</summary>
    public static PooledHead? Find(OnnxFile file)
    {
        var producers = new Dictionary<string, OnnxNode>();
        foreach (var node in file.Nodes)
        {
            foreach (var output in node.Outputs)
            {
                producers[output] = node;
            }
        }

        OnnxNode? From(string? value, HashSet<string> passed)
        {
            var node = value is null ? null : producers.GetValueOrDefault(value);
            while (node is not null && passed.Contains(node.Operator))
            {
                node = producers.GetValueOrDefault(node.Inputs[0]);
            }

            return node;
        }

        var last = From(file.Outputs.FirstOrDefault()?.Name, _activations);
        var linear = last is { Operator: "Add" }
            ? last.Inputs.Select(input => producers.GetValueOrDefault(input)).FirstOrDefault(node => node?.Operator == "MatMul")
            : last;
        if (linear is not { Operator: "Gemm" or "MatMul", Inputs: [var features, var name, ..] }
            || From(features, _reshapes) is not { } pool || !_pools.Contains(pool.Operator)
            || file.FindWeight(name) is not { Shape: [var rows, var columns] } weight)
        {
            return null;
        }

        var isByClass = linear.Attributes.GetValueOrDefault("transB") is not (null or 0L);
        return isByClass
            ? new PooledHead(pool.Inputs[0], features, weight.Values, (int)columns)
            : new PooledHead(pool.Inputs[0], features, Transpose(weight.Values, (int)rows, (int)columns), (int)rows);
    }

    private static float[] Transpose(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            transposed[(i % columns * rows) + (i / columns)] = values[i];
        }

        return transposed;
    }
}
