namespace Labelsmith.Metrics;

/// <summary>How often each true class was given each predicted class; what most classification and segmentation metrics
/// are computed from.</summary>
/// <remarks>Beside the K × K counts stands a column of misses: items (or pixels) of a class that got no answer. They count
/// as wrong for their class and as right or wrong for no other.</remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <param name="classCount">K, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">K is not positive.</exception>
    public ConfusionMatrix(int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        ClassCount = classCount;
        _counts = new long[classCount * (classCount + 1)];
    }

    /// <summary>Stands for "no answer" among predictions.</summary>
    public const int NoAnswer = -1;

    /// <summary>K, the number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>How many of class <paramref name="truth"/> were taken for <paramref name="predicted"/>.</summary>
    public long this[int truth, int predicted] => _counts[Index(truth, predicted)];

    /// <summary>Of all counts, misses included.</summary>
    public long Total => _counts.AsSpan().Sum();

    /// <summary>Counts pairs.</summary>
    /// <param name="truth">Shape (N): classes in 0..K-1.</param>
    /// <param name="predicted">Shape (N): classes in 0..K-1, or <see cref="NoAnswer"/>.</param>
    /// <param name="classCount">K.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class lies outside 0..K-1.</exception>
    public static ConfusionMatrix Count(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classCount)
    {
        Require.SameLength(truth.Length, predicted.Length);
        var matrix = new ConfusionMatrix(classCount);
        for (var i = 0; i < truth.Length; i++)
        {
            matrix.Add(truth[i], predicted[i]);
        }

        return matrix;
    }

    /// <summary>Counts <paramref name="times"/> more of this pair.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A class lies outside 0..K-1.</exception>
    public void Add(int truth, int predicted, long times = 1) => _counts[Index(truth, predicted)] += times;

    /// <summary>Sets every count to 0.</summary>
    public void Clear() => Array.Clear(_counts);

    /// <summary>How many have this class in truth: the row's sum, misses included.</summary>
    public long TruthCount(int label) => _counts.AsSpan(label * (ClassCount + 1), ClassCount + 1).Sum();

    /// <summary>How many were given this class: the column's sum.</summary>
    public long PredictedCount(int label)
    {
        long sum = 0;
        for (var truth = 0; truth < ClassCount; truth++)
        {
            sum += this[truth, label];
        }

        return sum;
    }

    /// <summary>Whether the class occurs in truth or prediction. Macro averages run over those that do.</summary>
    public bool Occurs(int label) => TruthCount(label) + PredictedCount(label) > 0;

    /// <returns>Shape (K × K): rows truth, columns prediction, without the misses.</returns>
    public long[][] ToRows() =>
        [.. Enumerable.Range(0, ClassCount).Select(truth => _counts.AsSpan(truth * (ClassCount + 1), ClassCount).ToArray())];

    private int Index(int truth, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)ClassCount, nameof(truth));
        ArgumentOutOfRangeException.ThrowIfLessThan(predicted, NoAnswer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, ClassCount);
        return truth * (ClassCount + 1) + (predicted == NoAnswer ? ClassCount : predicted);
    }
}
