using System.Numerics.Tensors;

namespace Labelsmith.Learning.Selection;

/// <summary>What strategies share that look at each item by itself.</summary>
internal static class Ranking
{
    /// <summary>The open items with the highest values, the highest first; among equal ones chance decides.</summary>
    /// <param name="value">Of an item; called by many threads.</param>
    public static IReadOnlyList<Pick> Highest(
        SelectionInput input, Func<int, double> value, int count, int seed, CancellationToken cancellation)
    {
        var open = input.Open;
        new Random(seed).Shuffle(open); // the sort is stable
        var values = new double[open.Length];
        Parallel.For(0, open.Length, new ParallelOptions { CancellationToken = cancellation }, i => values[i] = value(open[i]));
        return [.. Enumerable.Range(0, open.Length).OrderByDescending(i => values[i]).Take(count).Select(i => new Pick(open[i], values[i]))];
    }

    /// <summary>−Σ p ln p, in nats.</summary>
    public static double Entropy(ReadOnlySpan<float> probabilities)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            sum -= probability > 0 ? probability * Math.Log(probability) : 0;
        }

        return sum;
    }

    /// <summary>How far the likeliest answer is ahead of the second; 1 where there is only one.</summary>
    public static double Margin(ReadOnlySpan<float> probabilities)
    {
        var (first, second) = (0f, 0f);
        foreach (var probability in probabilities)
        {
            (first, second) = probability > first ? (probability, first) : (first, Math.Max(second, probability));
        }

        return first - second;
    }

    /// <summary>The index of the largest.</summary>
    public static int Best(ReadOnlySpan<float> probabilities) => TensorPrimitives.IndexOfMax(probabilities);
}
