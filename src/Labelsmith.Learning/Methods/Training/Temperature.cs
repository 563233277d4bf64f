using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>One number that makes stated confidence agree with the share that is right: logits are divided by it.</summary>
/// <remarks>Guo, Pleiss, Sun and Weinberger (2017), "On calibration of modern neural networks", arXiv:1706.04599. It changes no
/// answer, only how sure it sounds.</remarks>
internal static class Temperature
{
    /// <summary>Beyond e^±3 the few items that there are prove nothing.</summary>
    private const double MostLogarithm = 3;

    /// <summary>The most probable temperature for items that the model has not seen, if ln T is N(0, 1) before they speak: a handful of
    /// items that are all right don't make a model certain.</summary>
    /// <param name="logits">Shape (N, K).</param>
    /// <param name="labels">Shape (N).</param>
    /// <returns>Positive; 1 where there are no items.</returns>
    public static double Fit(IReadOnlyList<double[]> logits, IReadOnlyList<int> labels)
    {
        if (logits.Count == 0)
        {
            return 1;
        }

        // cross-entropy is convex in 1/T, so it has one valley in ln T: golden section search
        var (low, high) = (-MostLogarithm, MostLogarithm);
        var ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-4)
        {
            var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
            (low, high) = Loss(logits, labels, left) < Loss(logits, labels, right) ? (low, right) : (left, high);
        }

        return Math.Exp((low + high) / 2);
    }

    private static double Loss(IReadOnlyList<double[]> logits, IReadOnlyList<int> labels, double logarithm)
    {
        var loss = logarithm * logarithm / 2;
        var scaled = new double[logits[0].Length];
        for (var i = 0; i < logits.Count; i++)
        {
            for (var label = 0; label < scaled.Length; label++)
            {
                scaled[label] = logits[i][label] * Math.Exp(-logarithm);
            }

            loss += Softmax.CrossEntropy(scaled, labels[i]);
        }

        return loss;
    }
}
