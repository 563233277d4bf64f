namespace Labelsmith.Learning.Graphs;

/// <summary>Gives every node of a graph a class from those of a few.</summary>
/// <param name="Classes">Shape (N): the labels as given, the answers for the others, -1 where no label is in reach.</param>
/// <param name="HeldOutAccuracy">The share of labels that is answered rightly when they are held back, fold by fold, in the way
/// that does best; null where every class has one label alone, so that none can be held back.</param>
internal sealed record Propagation(int[] Classes, double? HeldOutAccuracy)
{
    private const int MostFolds = 5;

    /// <param name="ways">Labels held back choose among them; the first is taken where they can't.</param>
    /// <param name="labels">Shape (N): the class of a labelled node, -1 for the others.</param>
    /// <param name="classCount">K.</param>
    public static Propagation Run(
        IReadOnlyList<Spreading> ways, SparseGraph graph, int[] labels, int classCount, int seed, CancellationToken cancellation)
    {
        var folds = Folds(labels, seed);
        var (best, accuracy) = folds.Count == 0
            ? (ways[0], (double?)null)
            : ways.Select(way => (Way: way, Accuracy: (double?)HeldOut(way, folds, graph, labels, classCount, cancellation)))
                .MaxBy(tried => tried.Accuracy);
        var answers = Answers(best(graph, labels, classCount, cancellation), classCount);
        return new Propagation([.. labels.Zip(answers, (label, answer) => label >= 0 ? label : answer)], accuracy);
    }

    /// <summary>How often <see cref="Run"/> spreads labels.</summary>
    public static int Rounds(IReadOnlyList<Spreading> ways, int[] labels) => 1 + (ways.Count * Folds(labels, 0).Count);

    private static double HeldOut(
        Spreading spread, List<List<int>> folds, SparseGraph graph, int[] labels, int classCount, CancellationToken cancellation)
    {
        var right = 0;
        foreach (var fold in folds)
        {
            var kept = (int[])labels.Clone();
            fold.ForEach(node => kept[node] = -1);
            var answers = Answers(spread(graph, kept, classCount, cancellation), classCount);
            right += fold.Count(node => answers[node] == labels[node]);
        }

        return (double)right / folds.Sum(fold => fold.Count);
    }

    /// <summary>Labels of each class dealt out evenly; those of a class with a single one are never held back.</summary>
    private static List<List<int>> Folds(int[] labels, int seed)
    {
        var byClass = Enumerable.Range(0, labels.Length).Where(node => labels[node] >= 0)
            .GroupBy(node => labels[node]).Where(nodes => nodes.Count() > 1).OrderBy(nodes => nodes.Key).ToList();
        var count = byClass.Count == 0 ? 0 : Math.Min(MostFolds, byClass.Max(nodes => nodes.Count()));
        var folds = Enumerable.Range(0, count).Select(_ => new List<int>()).ToList();
        var random = new Random(seed);
        foreach (var nodes in byClass)
        {
            var shuffled = nodes.ToArray();
            random.Shuffle(shuffled);
            for (var i = 0; i < shuffled.Length; i++)
            {
                folds[i % count].Add(shuffled[i]);
            }
        }

        return folds;
    }

    private static int[] Answers(double[] scores, int classCount) =>
    [
        .. scores.Chunk(classCount).Select(row =>
            Array.TrueForAll(row, score => score == 0) ? -1 : Array.IndexOf(row, row.Max())),
    ];
}
