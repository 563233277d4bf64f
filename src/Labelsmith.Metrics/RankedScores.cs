namespace Labelsmith.Metrics;

/// <summary>Items ordered by how strongly a model believes them positive; gives the areas under both curves.
/// Sorted once, so that a bootstrap that only changes the items' weights costs O(N) a resample.</summary>
public sealed class RankedScores
{
    private readonly int[] _order;
    private readonly bool[] _lastOfTie;
    private readonly bool[] _positive;

    /// <param name="scores">Shape (N): higher is more positive. NaN ranks lowest.</param>
    /// <param name="positive">Shape (N): the truth.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public RankedScores(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        Require.SameLength(positive.Length, scores.Length);
        var keys = scores.ToArray();
        _order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, _order);
        Array.Reverse(keys);
        Array.Reverse(_order);
        _positive = positive.ToArray();
        _lastOfTie = new bool[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            _lastOfTie[i] = i == keys.Length - 1 || !keys[i].Equals(keys[i + 1]);
        }
    }

    /// <summary>What each threshold gives, from the highest on.</summary>
    /// <param name="mostPoints">Of more, evenly spread ones are given; 2 or more.</param>
    /// <returns>Recall (the true positive rate), precision, and false positive rate; empty unless both kinds of items occur.</returns>
    public IReadOnlyList<(double Recall, double Precision, double FalsePositiveRate)> Curve(int mostPoints)
    {
        var (positives, negatives) = (_positive.Count(true), _positive.Count(false));
        if (positives == 0 || negatives == 0)
        {
            return [];
        }

        var points = new List<(double, double, double)>();
        var hits = 0;
        for (var i = 0; i < _order.Length; i++)
        {
            hits += _positive[_order[i]] ? 1 : 0;
            if (_lastOfTie[i])
            {
                points.Add(((double)hits / positives, (double)hits / (i + 1), (double)(i + 1 - hits) / negatives));
            }
        }

        return points.Count <= mostPoints
            ? points
            : [.. Enumerable.Range(0, mostPoints).Select(i => points[(int)((long)i * (points.Count - 1) / (mostPoints - 1))])];
    }

    /// <summary>The chance that a positive item is ranked above a negative one; ties count half.</summary>
    /// <param name="weights">Shape (N): how often each item counts.</param>
    /// <returns>0 to 1, 0.5 for guessing; NaN unless both kinds of items occur.</returns>
    public double RocAuc(ReadOnlySpan<int> weights)
    {
        double positives = 0, negatives = 0, tiedPositives = 0, tiedNegatives = 0, area = 0;
        for (var i = 0; i < _order.Length; i++)
        {
            var item = _order[i];
            if (_positive[item])
            {
                tiedPositives += weights[item];
            }
            else
            {
                tiedNegatives += weights[item];
            }

            if (_lastOfTie[i])
            {
                area += tiedNegatives * (positives + tiedPositives / 2);
                (positives, negatives) = (positives + tiedPositives, negatives + tiedNegatives);
                (tiedPositives, tiedNegatives) = (0, 0);
            }
        }

        return positives > 0 && negatives > 0 ? area / (positives * negatives) : double.NaN;
    }

    /// <summary>Precision averaged over the steps in recall: Σ (R_i − R_{i−1}) P_i, without interpolation.</summary>
    /// <param name="weights">Shape (N): how often each item counts.</param>
    /// <returns>0 to 1, the share of positives for guessing; NaN when nothing is positive.</returns>
    public double AveragePrecision(ReadOnlySpan<int> weights)
    {
        double positives = 0, all = 0, tied = 0, sum = 0;
        for (var i = 0; i < _order.Length; i++)
        {
            var item = _order[i];
            all += weights[item];
            tied += _positive[item] ? weights[item] : 0;
            if (_lastOfTie[i] && tied > 0)
            {
                positives += tied;
                sum += tied * positives / all;
                tied = 0;
            }
        }

        return positives > 0 ? sum / positives : double.NaN;
    }
}
