namespace Labelsmith.Metrics;

/// <summary>What every metric asks of its arguments.</summary>
internal static class Require
{
    public static void SameLength(int truth, int predicted)
    {
        if (truth != predicted)
        {
            throw new ArgumentException($"{truth} truths cannot be compared with {predicted} predictions.");
        }
    }

    public static void NotEmpty(int length)
    {
        if (length == 0)
        {
            throw new ArgumentException("There is nothing to compare: the spans are empty.");
        }
    }

    public static void Shape(int pixels, int width, int height)
    {
        if (width <= 0 || height <= 0 || pixels != (long)width * height)
        {
            throw new ArgumentException($"{pixels} pixels do not make {width} x {height}.");
        }
    }
}

/// <summary>Sums that the span types lack.</summary>
internal static class Sums
{
    public static long Sum(this Span<long> counts)
    {
        long sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
