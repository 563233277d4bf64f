namespace Labelsmith.Metrics;

/// <summary>How far a metric could have come out otherwise on other items of the same kind: percentile intervals over items
/// drawn with replacement.</summary>
/// <remarks>Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13. Percentiles are interpolated
/// linearly, as numpy's default.</remarks>
public static class Bootstrap
{
    public const int DefaultResamples = 1000;

    /// <summary>Computes all metrics of one resample.</summary>
    /// <param name="weights">Shape (N): how often each item was drawn; they add up to N.</param>
    /// <param name="values">Shape (M): receives the metrics; NaN where one is undefined.</param>
    public delegate void Measure(ReadOnlySpan<int> weights, Span<double> values);

    /// <summary>Shape (N), all 1: every item counts once, as in the metric itself.</summary>
    public static int[] Once(int itemCount)
    {
        var weights = new int[itemCount];
        weights.AsSpan().Fill(1);
        return weights;
    }

    /// <param name="itemCount">N.</param>
    /// <param name="metricCount">M.</param>
    /// <param name="measure">Called once a resample, one after the other.</param>
    /// <param name="seed">The same seed gives the same intervals.</param>
    /// <param name="resamples">How many; 1000 put about 1 % of the interval's width as noise on its ends.</param>
    /// <param name="level">What the interval should cover, between 0 and 1.</param>
    /// <returns>Shape (M): low and high; NaN where fewer than half of the resamples defined the metric, or N is below 2.</returns>
    public static (double Low, double High)[] Intervals(
        int itemCount, int metricCount, Measure measure, int seed, int resamples = DefaultResamples, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(itemCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        }

        var samples = Enumerable.Range(0, metricCount).Select(_ => new List<double>(resamples)).ToArray();
        var random = new Random(seed);
        var weights = new int[itemCount];
        var values = new double[metricCount];
        for (var resample = 0; itemCount > 1 && resample < resamples; resample++)
        {
            Array.Clear(weights);
            for (var draw = 0; draw < itemCount; draw++)
            {
                weights[random.Next(itemCount)]++;
            }

            measure(weights, values);
            for (var metric = 0; metric < metricCount; metric++)
            {
                if (!double.IsNaN(values[metric]))
                {
                    samples[metric].Add(values[metric]);
                }
            }
        }

        return [.. samples.Select(sample => Interval(sample, resamples, level))];
    }

    private static (double Low, double High) Interval(List<double> sample, int resamples, double level)
    {
        if (sample.Count * 2 < resamples)
        {
            return (double.NaN, double.NaN);
        }

        sample.Sort();
        return (Percentile.Of(sample, 0.5 - level / 2), Percentile.Of(sample, 0.5 + level / 2));
    }
}
