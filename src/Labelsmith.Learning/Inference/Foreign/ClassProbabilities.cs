namespace Labelsmith.Learning.Inference.Foreign;

/// <summary>From the outputs of others' models to probabilities.</summary>
internal static class ClassProbabilities
{
    private const float Tolerance = 1e-2f;

    /// <param name="outputs">Shape (K × places).</param>
    /// <param name="places">1 for a whole image, else its pixels.</param>
    /// <returns>Same shape; by softmax they sum to 1 at each place.</returns>
    public static float[] Of(float[] outputs, int places, Activation activation)
    {
        var way = activation != Activation.Auto ? activation : AreProbabilities(outputs, places) ? Activation.None : Activation.Softmax;
        return way switch
        {
            Activation.None => outputs,
            Activation.Sigmoid => Array.ConvertAll(outputs, Sigmoid),
            _ => Softmax(outputs, places),
        };
    }

    /// <summary>Of two classes, from outputs of the second alone.</summary>
    /// <param name="outputs">Shape (places).</param>
    /// <returns>Shape (2 × places).</returns>
    public static float[] OfSecond(float[] outputs, Activation activation)
    {
        var areProbabilities = activation == Activation.None || (activation == Activation.Auto && outputs.All(value => value is >= 0 and <= 1));
        var second = areProbabilities ? outputs : Array.ConvertAll(outputs, Sigmoid);
        return [.. second.Select(value => 1 - value), .. second];
    }

    private static bool AreProbabilities(float[] outputs, int places)
    {
        for (var place = 0; place < places; place++)
        {
            var sum = 0f;
            for (var at = place; at < outputs.Length; at += places)
            {
                if (outputs[at] is < 0 or > 1)
                {
                    return false;
                }

                sum += outputs[at];
            }

            if (MathF.Abs(sum - 1) > Tolerance)
            {
                return false;
            }
        }

        return true;
    }

    private static float[] Softmax(float[] outputs, int places)
    {
        var result = new float[outputs.Length];
        for (var place = 0; place < places; place++)
        {
            var (most, sum) = (float.NegativeInfinity, 0f);
            for (var at = place; at < outputs.Length; at += places)
            {
                most = MathF.Max(most, outputs[at]);
            }

            for (var at = place; at < outputs.Length; at += places)
            {
                sum += result[at] = MathF.Exp(outputs[at] - most);
            }

            for (var at = place; at < outputs.Length; at += places)
            {
                result[at] /= sum;
            }
        }

        return result;
    }

    private static float Sigmoid(float logit) => 1 / (1 + MathF.Exp(-logit));
}
