using Labelsmith.Domain.Datasets;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>What all learners of sets of labels need.</summary>
internal static class LabelSets
{
    private const double Even = 0.5;
    private const int LeastPositives = 3; // with fewer, a threshold that looks good is luck

    /// <param name="sets">Shape (N, K): 1 or 0.</param>
    /// <exception cref="BadDataException">Every item has the same labels.</exception>
    public static void Check(IReadOnlyList<double[]> sets)
    {
        if (sets.Count == 0 || sets.All(set => set.SequenceEqual(sets[0])))
        {
            throw new BadDataException("All labelled items have the same labels, so there is nothing to tell apart: label items with others.");
        }
    }

    /// <summary>The mean, over the labels that some item has, of the area under precision and recall.</summary>
    /// <param name="scores">Shape (N, K): higher is more likely.</param>
    /// <returns>0 to 1; 0 where no item has a label.</returns>
    public static double MeanAveragePrecision(IReadOnlyList<double[]> scores, IReadOnlyList<double[]> truth)
    {
        var areas = Enumerable.Range(0, truth[0].Length)
            .Select(label => AveragePrecision.Score(
                [.. scores.Select(row => row[label])], [.. truth.Select(row => row[label] > 0)]))
            .Where(double.IsFinite).ToList();
        return areas.Count > 0 ? areas.Average() : 0;
    }

    /// <summary>For each label the threshold of the best F1 on items that were not learned from; one half where there are too few to tell.</summary>
    /// <param name="probabilities">Shape (N, K).</param>
    /// <param name="truth">Shape (N, K).</param>
    /// <returns>Shape (K): a label is given from its threshold on.</returns>
    public static IReadOnlyList<double> Thresholds(
        IReadOnlyList<double[]> probabilities, IReadOnlyList<double[]> truth, bool areUnseen, LearningContext context)
    {
        var classCount = truth[0].Length;
        var chosen = new double?[classCount];
        for (var label = 0; areUnseen && label < classCount; label++)
        {
            chosen[label] = Best(
                [.. probabilities.Select(row => row[label])], [.. truth.Select(row => row[label] > 0)]);
        }

        context.Note(
            $"A threshold of its own was chosen on items not learned from for {chosen.Count(one => one is not null)} of {classCount} labels; the others are given from a probability of one half on.");
        return [.. chosen.Select(one => one ?? Even)];
    }

    private static double? Best(double[] probabilities, bool[] truth)
    {
        var positives = truth.Count(has => has);
        if (positives < LeastPositives || truth.Length - positives < LeastPositives)
        {
            return null;
        }

        var order = Enumerable.Range(0, truth.Length).OrderByDescending(i => probabilities[i]).ToArray();
        var (hits, best, threshold) = (0, -1.0, Even);
        for (var i = 0; i < order.Length; i++)
        {
            hits += truth[order[i]] ? 1 : 0;
            var isLast = i == order.Length - 1;
            if (!isLast && probabilities[order[i]] == probabilities[order[i + 1]])
            {
                continue; // ties are given or left together
            }

            var f1 = 2.0 * hits / (i + 1 + positives);
            if (f1 > best)
            {
                // in the middle of the gap, so that a probability that is a little off falls on the same side
                best = f1;
                threshold = (probabilities[order[i]] + (isLast ? 0 : probabilities[order[i + 1]])) / 2;
            }
        }

        return threshold;
    }
}
