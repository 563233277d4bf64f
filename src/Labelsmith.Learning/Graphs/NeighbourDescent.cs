namespace Labelsmith.Learning.Graphs;

/// <summary>Approximate nearest neighbours: first those that share a leaf of random trees, then, again and again, the
/// neighbours of neighbours.</summary>
/// <remarks>Dong, Charikar and Li (2011), "Efficient k-nearest neighbor graph construction for generic similarity measures",
/// doi:10.1145/1963405.1963487, started from a forest as in Dasgupta and Freund (2008), doi:10.1145/1374376.1374452. Each point
/// looks at the tables of the round before and writes to its own row alone, so that all cores work and the same seed gives
/// the same table.</remarks>
internal sealed class NeighbourDescent
{
    private const int Trees = 6;
    private const int LeafSize = 48;
    private const int Spare = 5; // rows are longer than asked for: more ways lead on
    private const int MostRounds = 12;
    private const double Settled = 0.001; // of all entries new in a round: the end

    private readonly PointSet _points;
    private readonly int _each;
    private readonly int[] _nearest;        // shape (N, each), -1 where there is none yet
    private readonly float[] _distances;    // ascending in each row
    private readonly bool[] _isNew;         // entered in the round before

    private NeighbourDescent(PointSet points, int each)
    {
        (_points, _each) = (points, each);
        _nearest = new int[points.Count * each];
        _distances = new float[_nearest.Length];
        _isNew = new bool[_nearest.Length];
        Array.Fill(_nearest, -1);
        Array.Fill(_distances, float.PositiveInfinity);
    }

    /// <param name="each">k, less than the number of points.</param>
    /// <exception cref="ArgumentException">There are no k others.</exception>
    public static NeighbourTable Find(PointSet points, int each, int seed, CancellationToken cancellation)
    {
        NearestNeighbours.Check(points, each);
        var search = new NeighbourDescent(points, Math.Min(each + Spare, points.Count - 1));
        search.Plant(seed, cancellation);
        for (var round = 0; round < MostRounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (search.Round() < Settled * search._nearest.Length)
            {
                break;
            }
        }

        return search.Table(each);
    }

    /// <summary>Everyone meets those that share a leaf with them.</summary>
    private void Plant(int seed, CancellationToken cancellation)
    {
        var trees = new ProjectionTree[Trees];
        Parallel.For(0, Trees, tree => trees[tree] = ProjectionTree.Grow(
            _points, LeafSize, new Random(Methods.Training.Trainer.HashCode(seed, tree)), cancellation));
        Parallel.For(0, _points.Count, point =>
        {
            foreach (var tree in trees)
            {
                foreach (var other in tree.LeafOf(point))
                {
                    Offer(point, other);
                }
            }
        });
        for (var point = 0; point < _points.Count; point++)
        {
            Fill(point);
        }
    }

    /// <summary>Rows that the leaves left short get whoever comes next in number: the rounds replace them.</summary>
    private void Fill(int point)
    {
        for (var step = 1; _nearest[(point * _each) + _each - 1] < 0; step++)
        {
            Offer(point, (point + step) % _points.Count);
        }
    }

    /// <summary>Everyone meets their neighbours' neighbours, those that somebody has found anew.</summary>
    /// <returns>How many entries are new.</returns>
    private long Round()
    {
        var (nearest, isNew) = ((int[])_nearest.Clone(), (bool[])_isNew.Clone());
        var (backwards, starts) = Reverse(nearest);
        Array.Clear(_isNew);
        var changes = 0L;
        Parallel.For(0, _points.Count, point =>
        {
            var entered = 0;
            for (var i = point * _each; i < (point + 1) * _each; i++)
            {
                entered += Through(point, nearest[i], isNew[i]);
            }

            foreach (var at in backwards.AsSpan(starts[point]..starts[point + 1]))
            {
                entered += Offer(point, at / _each) ? 1 : 0;
                entered += Through(point, at / _each, isNew[at]);
            }

            Interlocked.Add(ref changes, entered);
        });
        return changes;

        int Through(int point, int via, bool viaIsNew)
        {
            var entered = 0;
            for (var i = via * _each; i < (via + 1) * _each; i++)
            {
                entered += (viaIsNew || isNew[i]) && Offer(point, nearest[i]) ? 1 : 0;
            }

            return entered;
        }
    }

    /// <summary>Whose rows a point stands in, at most as many as a row has: entries by number, and where each point's begin.</summary>
    private (int[] Entries, int[] Starts) Reverse(int[] nearest)
    {
        var counts = new int[_points.Count];
        var kept = new List<(int Point, int Entry)>(nearest.Length);
        for (var rank = 0; rank < _each; rank++) // the closest first
        {
            for (var entry = rank; entry < nearest.Length; entry += _each)
            {
                if (counts[nearest[entry]] < _each)
                {
                    counts[nearest[entry]]++;
                    kept.Add((nearest[entry], entry));
                }
            }
        }

        var starts = new int[counts.Length + 1];
        for (var point = 0; point < counts.Length; point++)
        {
            starts[point + 1] = starts[point] + counts[point];
        }

        var (entries, next) = (new int[kept.Count], starts[..^1]);
        foreach (var (point, entry) in kept)
        {
            entries[next[point]++] = entry;
        }

        return (entries, starts);
    }

    /// <summary>Enters <paramref name="other"/> into the row of <paramref name="point"/> where it belongs.</summary>
    /// <returns>Whether it was close enough, and not there yet.</returns>
    private bool Offer(int point, int other)
    {
        var row = point * _each;
        var last = row + _each - 1;
        if (other == point || _nearest.AsSpan(row, _each).Contains(other))
        {
            return false;
        }

        var distance = _points.SquaredDistance(point, other);
        if (distance >= _distances[last])
        {
            return false;
        }

        var at = last;
        for (; at > row && _distances[at - 1] > distance; at--)
        {
            (_nearest[at], _distances[at], _isNew[at]) = (_nearest[at - 1], _distances[at - 1], _isNew[at - 1]);
        }

        (_nearest[at], _distances[at], _isNew[at]) = (other, distance, true);
        return true;
    }

    private NeighbourTable Table(int each)
    {
        var (points, distances) = (new int[_points.Count * each], new float[_points.Count * each]);
        for (var point = 0; point < _points.Count; point++)
        {
            _nearest.AsSpan(point * _each, each).CopyTo(points.AsSpan(point * each));
            _distances.AsSpan(point * _each, each).CopyTo(distances.AsSpan(point * each));
        }

        return new NeighbourTable(each, points, distances);
    }
}
