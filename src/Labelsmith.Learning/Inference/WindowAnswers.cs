using System.Numerics.Tensors;

namespace Labelsmith.Learning.Inference;

/// <summary>Answers for items that a network sees in several windows: of each the mean over its own.</summary>
internal static class WindowAnswers
{
    /// <param name="items">By item: shape (windows × shape).</param>
    /// <param name="hasFeatures">Whether the session gives the numbers that the last layer takes, too.</param>
    /// <param name="shape">Of a window.</param>
    public static (float[] Probabilities, float[]? Features)[] Mean(
        OnnxSession session, IReadOnlyList<float[]> items, bool hasFeatures, params ReadOnlySpan<long> shape)
    {
        if (items.Count == 0)
        {
            return [];
        }

        float[] windows = [.. items.SelectMany(one => one)];
        var size = 1L;
        foreach (var side in shape)
        {
            size *= side;
        }

        var count = (int)(windows.Length / size);
        var outputs = session.RunAll(windows, [count, .. shape]);
        var answers = new (float[], float[]?)[items.Count];
        var row = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            var seen = (int)(items[i].Length / size);
            answers[i] = (Mean(outputs[0].Values, count, row, seen), hasFeatures ? Mean(outputs[1].Values, count, row, seen) : null);
            row += seen;
        }

        return answers;
    }

    private static float[] Mean(float[] values, int count, int start, int rows)
    {
        var columns = values.Length / count;
        var mean = new float[columns];
        for (var row = start; row < start + rows; row++)
        {
            TensorPrimitives.Add<float>(mean, values.AsSpan(row * columns, columns), mean);
        }

        TensorPrimitives.Divide<float>(mean, rows, mean);
        return mean;
    }
}
