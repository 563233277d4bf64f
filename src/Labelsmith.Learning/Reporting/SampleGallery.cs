namespace Labelsmith.Learning.Reporting;

/// <summary>Chooses, while test items go by, which of them a report shows: some drawn at random and the worst.
/// Keeps only those, so that any number of items can go by.</summary>
/// <param name="seed">Of the draw.</param>
/// <param name="size">At most this many of either kind.</param>
public sealed class SampleGallery(int seed, int size = 12)
{
    private readonly Random _random = new(seed);
    private readonly List<(int Order, ReportSample Sample)> _drawn = [];
    private readonly PriorityQueue<ReportSample, double> _worst = new(); // the best of the worst comes out first
    private int _seen;

    /// <summary>What the model made itself.</summary>
    public IReadOnlyList<Drawings> Drawings { get; init; } = [];

    /// <summary>Drawn at random, in the order in which they came.</summary>
    public IReadOnlyList<ReportSample> Drawn => [.. _drawn.OrderBy(entry => entry.Order).Select(entry => entry.Sample)];

    /// <summary>Worst first.</summary>
    public IReadOnlyList<ReportSample> Worst =>
        [.. _worst.UnorderedItems.Select(entry => entry.Element).OrderBy(sample => sample.Score).ThenBy(sample => sample.Id, StringComparer.Ordinal)];

    /// <summary>Unlabelled items that are unlike every labelled one, the strangest first.</summary>
    public IReadOnlyList<ReportSample> Unlike { get; set; } = [];

    /// <summary>How many of each kind are shown.</summary>
    public int Size => size;

    /// <summary>Offers an item.</summary>
    /// <param name="score">Higher is better; NaN: cannot be among the worst.</param>
    /// <param name="make">Draws the sample; called only when it is kept, for this costs time.</param>
    public void Offer(double score, Func<ReportSample> make)
    {
        var order = _seen++;
        var place = _drawn.Count < size ? _drawn.Count : _random.Next(_seen); // reservoir sampling, algorithm R (Vitter, 1985)
        var isDrawn = place < size;
        var isWorst = !double.IsNaN(score) && (_worst.Count < size || (_worst.TryPeek(out _, out var best) && score < -best));
        if (!isDrawn && !isWorst)
        {
            return;
        }

        var sample = make();
        if (isDrawn && place == _drawn.Count)
        {
            _drawn.Add((order, sample));
        }
        else if (isDrawn)
        {
            _drawn[place] = (order, sample);
        }

        if (isWorst)
        {
            _worst.Enqueue(sample, -score);
            if (_worst.Count > size)
            {
                _worst.Dequeue();
            }
        }
    }
}
