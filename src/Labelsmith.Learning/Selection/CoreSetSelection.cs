using Labelsmith.Learning.Graphs;

namespace Labelsmith.Learning.Selection;

/// <summary>The items farthest from all that has a label.</summary>
/// <remarks>Sener and Savarese (2018), "Active learning for convolutional neural networks: a core-set approach", arXiv:1708.00489: their
/// greedy k-centre algorithm, whose worst distance is at most twice the best possible one; without their integer programme. Fails where
/// outliers are plenty: they are the farthest.</remarks>
internal sealed class CoreSetSelection() : SelectionStrategy(
    "coreset",
    "Core-set",
    "Asks about the items that are least like anything labelled, so that no corner stays unseen. Finds rare kinds, and outliers.",
    SelectionNeeds.Features | SelectionNeeds.Labelled)
{
    public override string Explain(double value) => FormattableString.Invariant($"{value:0.0} times as far from labelled items as others");

    /// <summary>Values are distances to the nearest item that is labelled or chosen, by the mean of all such distances at the start.</summary>
    internal override IReadOnlyList<Pick> Select(SelectionInput input, int count, int seed, CancellationToken cancellation)
    {
        var (points, open) = (input.Points!, input.Open);
        new Random(seed).Shuffle(open); // decides among equal ones, and which is first where nothing is labelled
        var picks = new List<Pick>();
        var nearest = Distances(points, input.Labelled, open, cancellation);
        if (nearest is null)
        {
            if (open.Length == 0 || count == 0)
            {
                return picks;
            }

            // nothing is labelled: chance has the first word, for the farthest from nothing is no place
            nearest = new float[open.Length];
            Array.Fill(nearest, float.PositiveInfinity);
            picks.Add(new Pick(open[0], 1));
            Approach(points, open, nearest, open[0]);
            nearest[0] = float.NegativeInfinity;
        }

        var usual = nearest.Where(float.IsFinite).Select(squared => Math.Sqrt(squared)).DefaultIfEmpty(0).Average();
        while (picks.Count < Math.Min(count, open.Length))
        {
            cancellation.ThrowIfCancellationRequested();
            var next = Array.IndexOf(nearest, nearest.Max());
            picks.Add(new Pick(open[next], usual > 0 ? Math.Sqrt(nearest[next]) / usual : 1));
            Approach(points, open, nearest, open[next]);
            nearest[next] = float.NegativeInfinity; // chosen
        }

        return picks;
    }

    /// <summary>Squared, of each open item to the nearest labelled one; null where none is labelled.</summary>
    private static float[]? Distances(PointSet points, bool[] labelled, int[] open, CancellationToken cancellation)
    {
        int[] known = [.. Enumerable.Range(0, labelled.Length).Where(item => labelled[item])];
        if (known.Length == 0)
        {
            return null;
        }

        var nearest = new float[open.Length];
        Parallel.For(0, open.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            var least = float.PositiveInfinity;
            foreach (var item in known)
            {
                least = Math.Min(least, points.SquaredDistance(open[i], item));
            }

            nearest[i] = least;
        });
        return nearest;
    }

    private static void Approach(PointSet points, int[] open, float[] nearest, int centre) =>
        Parallel.For(0, open.Length, i =>
        {
            if (nearest[i] > 0)
            {
                nearest[i] = Math.Min(nearest[i], points.SquaredDistance(open[i], centre));
            }
        });
}
