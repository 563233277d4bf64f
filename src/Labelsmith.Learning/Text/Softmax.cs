namespace Labelsmith.Learning.Text;

/// <summary>Logits to probabilities.</summary>
internal static class Softmax
{
    /// <summary>Turns <paramref name="scores"/> into probabilities, in place.</summary>
    /// <param name="scores">Shape (K): logits, finite.</param>
    /// <returns>The logarithm of the sum of the exponentials of the logits.</returns>
    public static double Apply(Span<double> scores)
    {
        var highest = double.NegativeInfinity;
        foreach (var score in scores)
        {
            highest = Math.Max(highest, score);
        }

        var sum = 0.0;
        foreach (ref var score in scores)
        {
            score = Math.Exp(score - highest);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }

        return highest + Math.Log(sum);
    }

    /// <summary>As <see cref="Apply"/>.</summary>
    /// <returns>−ln of the probability of <paramref name="truth"/>.</returns>
    public static double CrossEntropy(Span<double> scores, int truth)
    {
        var own = scores[truth];
        return Apply(scores) - own;
    }
}
