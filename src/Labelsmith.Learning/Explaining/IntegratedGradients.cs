using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Explaining;

/// <summary>Integrated gradients of softmax regression: how much each column of a vector adds to the probability of a class, on the straight way
/// from the vector of zeros.</summary>
/// <remarks>Sundararajan et al. (2017), arXiv:1703.01365. On that way the logits are linear, so that only K integrals over one variable are
/// needed, whatever the number of columns. Their axiom of completeness holds: the columns add up to the difference in probability.</remarks>
/// <param name="weights">Shape (D × K).</param>
/// <param name="offsets">Shape (K).</param>
internal sealed class IntegratedGradients(float[] weights, float[] offsets)
{
    private const int Steps = 64;

    /// <summary>Nodes and weights of Gauss and Legendre's rule with three points, on 0 to 1.</summary>
    private static readonly (double At, double Weight)[] _rule =
        [(0.5 - (Math.Sqrt(0.6) / 2), 5.0 / 18), (0.5, 8.0 / 18), (0.5 + (Math.Sqrt(0.6) / 2), 5.0 / 18)];

    private int ClassCount => offsets.Length;

    /// <summary>Shape (K).</summary>
    /// <param name="share">Of the way: 1 at the vector, 0 at that of zeros.</param>
    public double[] Probabilities(SparseVector vector, double share = 1) => At(Slopes(vector), share);

    /// <summary>What each entry of the vector adds.</summary>
    /// <returns>In the order of the vector's columns.</returns>
    public double[] Attribute(SparseVector vector, int label)
    {
        var slopes = Slopes(vector);
        var means = new double[ClassCount]; // of the derivatives of the probability by the logits
        for (var step = 0; step < Steps; step++)
        {
            foreach (var (at, weight) in _rule)
            {
                var probabilities = At(slopes, (step + at) / Steps);
                for (var k = 0; k < ClassCount; k++)
                {
                    means[k] += weight / Steps * probabilities[label] * ((k == label ? 1 : 0) - probabilities[k]);
                }
            }
        }

        var parts = new double[vector.Columns.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            for (var k = 0; k < ClassCount; k++)
            {
                parts[i] += vector.Values[i] * weights[(vector.Columns[i] * ClassCount) + k] * means[k];
            }
        }

        return parts;
    }

    /// <summary>How the logits grow on the way: shape (K).</summary>
    private double[] Slopes(SparseVector vector)
    {
        var slopes = new double[ClassCount];
        for (var i = 0; i < vector.Columns.Length; i++)
        {
            for (var k = 0; k < ClassCount; k++)
            {
                slopes[k] += (double)vector.Values[i] * weights[(vector.Columns[i] * ClassCount) + k];
            }
        }

        return slopes;
    }

    private double[] At(double[] slopes, double share)
    {
        var scores = new double[ClassCount];
        for (var k = 0; k < ClassCount; k++)
        {
            scores[k] = (share * slopes[k]) + offsets[k];
        }

        Softmax.Apply(scores);
        return scores;
    }
}
