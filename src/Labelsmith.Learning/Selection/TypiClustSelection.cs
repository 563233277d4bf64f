using Labelsmith.Learning.Graphs;

namespace Labelsmith.Learning.Selection;

/// <summary>The most typical item of each large cluster that has no label yet.</summary>
/// <remarks>Hacohen, Dekel and Weinshall (2022), "Active learning on a budget: opposite strategies suit high and low budgets",
/// arXiv:2202.02794: with few labels typical items teach most, with many the odd ones. As many clusters as labels and choices together,
/// at most 500; clusters below 5 items are passed over as long as there are others. Deviations: no more clusters than leave ten items
/// each, or a small project would be passed over as a whole; and the paper's features are self-supervised, ours are what
/// <see cref="Features.ItemFeatures"/> gives.</remarks>
internal sealed class TypiClustSelection() : SelectionStrategy(
    "typiclust",
    "TypiClust",
    "Asks about the item that stands best for each large group of like items that has no label yet. The usual choice to begin with: it needs no model.",
    SelectionNeeds.Features | SelectionNeeds.Labelled)
{
    private const int MostClusters = 500;
    private const int LeastSize = 5;
    private const int Neighbours = 20;

    public override string Explain(double value) =>
        FormattableString.Invariant($"stands for {value:0} {(value is 1 ? "item" : "like items")}");

    /// <summary>Values are the sizes of the clusters that the items stand for.</summary>
    internal override IReadOnlyList<Pick> Select(SelectionInput input, int count, int seed, CancellationToken cancellation)
    {
        var open = input.Count - input.Labelled.Count(labelled => labelled);
        if (open == 0 || count == 0)
        {
            return [];
        }

        var wanted = Math.Min(count, open);
        var clusterCount = Math.Min(Math.Min(input.Count - open + wanted, MostClusters), Math.Max(1, input.Count / (2 * LeastSize)));
        var clusterOf = KMeans.Fit(input.Points!, clusterCount, seed, cancellation);
        var clusters = Enumerable.Range(0, input.Count).GroupBy(item => clusterOf[item])
            .Select(members => new Cluster([.. members], input.Labelled)).Where(cluster => cluster.Open > 0)
            .OrderBy(cluster => cluster.Members[0]).ToList();
        var picks = new List<Pick>();
        while (picks.Count < wanted)
        {
            cancellation.ThrowIfCancellationRequested();
            var cluster = clusters.Where(cluster => cluster.Open > 0)
                .OrderBy(cluster => cluster.Members.Length < LeastSize)
                .ThenBy(cluster => cluster.Known)
                .ThenByDescending(cluster => cluster.Members.Length).First();
            cluster.Order ??= ByTypicality(input.Points!, cluster.Members, input.Labelled, seed, cancellation);
            picks.Add(new Pick(cluster.Order.Dequeue(), cluster.Members.Length));
            cluster.Known++;
        }

        return picks;
    }

    /// <summary>The open ones, the most typical first: by the mean distance to their nearest in the cluster.</summary>
    private static Queue<int> ByTypicality(PointSet points, int[] members, bool[] labelled, int seed, CancellationToken cancellation)
    {
        var distances = new double[members.Length];
        if (members.Length > 1)
        {
            var own = new float[members.Length * points.Dimensions];
            for (var i = 0; i < members.Length; i++)
            {
                points[members[i]].CopyTo(own.AsSpan(i * points.Dimensions));
            }

            var each = Math.Min(Neighbours, members.Length - 1);
            var table = NearestNeighbours.Find(new PointSet(own, points.Dimensions), each, seed, cancellation);
            for (var i = 0; i < members.Length; i++)
            {
                for (var neighbour = 0; neighbour < each; neighbour++)
                {
                    distances[i] += Math.Sqrt(table.SquaredDistances[(i * each) + neighbour]) / each;
                }
            }
        }

        return new Queue<int>(Enumerable.Range(0, members.Length).OrderBy(i => distances[i]).Select(i => members[i]).Where(item => !labelled[item]));
    }

    /// <param name="members">Items of one cluster, in order.</param>
    private sealed class Cluster(int[] members, bool[] labelled)
    {
        public int[] Members => members;

        /// <summary>Labelled or chosen.</summary>
        public int Known { get; set; } = members.Count(item => labelled[item]);

        public int Open => members.Length - Known;

        public Queue<int>? Order { get; set; }
    }
}
