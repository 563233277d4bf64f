namespace Labelsmith.Metrics;

/// <summary>Counts how sets of labels agree, where an item may have any number of them (multi-label classification).</summary>
/// <remarks>Tsoumakas and Katakis (2007), "Multi-label classification: an overview", doi:10.4018/jdwm.2007070101.</remarks>
/// <param name="classCount">K.</param>
public sealed class LabelSetCounts(int classCount)
{
    private readonly long[] _hits = new long[classCount];
    private readonly long[] _truths = new long[classCount];
    private readonly long[] _predictions = new long[classCount];
    private long _items;
    private long _exact;

    public int ClassCount => classCount;

    /// <summary>The share of items whose set of labels is exactly the true one.</summary>
    /// <returns>0 to 1; NaN when there are no items.</returns>
    public double SubsetAccuracy => (double)_exact / _items;

    /// <summary>Adds an item.</summary>
    /// <param name="truth">Shape (K).</param>
    /// <param name="predicted">Shape (K).</param>
    /// <param name="weight">How often the item counts.</param>
    /// <exception cref="ArgumentException">A span does not have the length K.</exception>
    public void Add(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> predicted, int weight = 1)
    {
        Require.SameLength(classCount, truth.Length);
        Require.SameLength(classCount, predicted.Length);
        for (var label = 0; label < classCount; label++)
        {
            _truths[label] += truth[label] ? weight : 0;
            _predictions[label] += predicted[label] ? weight : 0;
            _hits[label] += truth[label] && predicted[label] ? weight : 0;
        }

        _items += weight;
        _exact += truth.SequenceEqual(predicted) ? weight : 0;
    }

    public void Clear()
    {
        Array.Clear(_hits);
        Array.Clear(_truths);
        Array.Clear(_predictions);
        (_items, _exact) = (0, 0);
    }

    /// <summary>How many items truly have the label.</summary>
    public long TruthCount(int label) => _truths[label];

    public bool Occurs(int label) => _truths[label] + _predictions[label] > 0;

    /// <returns>0 to 1; NaN when no label occurs.</returns>
    public double Precision(Averaging averaging) => Average.Of(
        classCount, Counts, averaging, (hits, _, predictions) => Average.Ratio(hits, predictions));

    /// <returns>0 to 1; NaN when no label occurs.</returns>
    public double Recall(Averaging averaging) => Average.Of(
        classCount, Counts, averaging, (hits, truths, _) => Average.Ratio(hits, truths));

    /// <returns>0 to 1; NaN when no label occurs.</returns>
    public double F1(Averaging averaging) => Average.Of(
        classCount, Counts, averaging, (hits, truths, predictions) => Average.Ratio(2.0 * hits, truths + predictions));

    /// <returns>0 to 1, of one label; 0 when it is never predicted.</returns>
    public double Precision(int label) => Average.Ratio(_hits[label], _predictions[label]);

    /// <returns>0 to 1, of one label; 0 when it is never true.</returns>
    public double Recall(int label) => Average.Ratio(_hits[label], _truths[label]);

    /// <returns>0 to 1, of one label; 0 when it neither occurs nor is predicted.</returns>
    public double F1(int label) => Average.Ratio(2.0 * _hits[label], _truths[label] + _predictions[label]);

    private (long Hits, long Truths, long Predictions) Counts(int label) => (_hits[label], _truths[label], _predictions[label]);
}
