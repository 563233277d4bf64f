namespace Labelsmith.Metrics;

/// <summary>How well boxes are found: the mean over classes of the area under precision by recall, as COCO measures it.</summary>
/// <remarks>Lin et al. (2014), arXiv:1405.0312; precision is made to fall with recall and read at the 101 recalls 0, 0.01 … 1. Sorts once;
/// a resample costs O(found boxes × thresholds).</remarks>
public sealed class MeanAveragePrecision
{
    private const int RecallCount = 101;

    private readonly (int Image, BoxMatching.Ranked Box)[][] _found; // by class, surest first
    private readonly (int Image, int Count)[][] _truths; // by class

    /// <param name="images">Shape (N).</param>
    /// <param name="classCount">K.</param>
    /// <exception cref="ArgumentException">A box is of no class in 0..K-1.</exception>
    public MeanAveragePrecision(IReadOnlyList<BoxMatching> images, int classCount)
    {
        var labels = images.SelectMany(image => image.Found.Select(box => box.Class).Concat(image.Truths.Keys));
        if (labels.Where(label => label < 0 || label >= classCount).Cast<int?>().FirstOrDefault() is { } bad)
        {
            throw new ArgumentException($"A box is of class {bad}, but there are {classCount}.", nameof(images));
        }

        var all = images.SelectMany((image, i) => image.Found.Select(box => (Image: i, Box: box))).ToLookup(entry => entry.Box.Class);
        // stable: of equal scores the first image comes first, as in pycocotools' merge sort
        _found = [.. Enumerable.Range(0, classCount).Select(label => all[label].OrderByDescending(entry => entry.Box.Score).ToArray())];
        var truths = images.SelectMany((image, i) => image.Truths.Select(entry => (Class: entry.Key, Image: i, Count: entry.Value))).ToLookup(entry => entry.Class);
        _truths = [.. Enumerable.Range(0, classCount).Select(label => truths[label].Select(entry => (entry.Image, entry.Count)).ToArray())];
    }

    /// <summary>How many found boxes there are.</summary>
    public int FoundCount => _found.Sum(boxes => boxes.Length);

    /// <summary>COCO's AP: the mean over the thresholds 0.50 to 0.95 and over the classes that occur.</summary>
    /// <param name="weights">Shape (N): how often each image counts.</param>
    /// <returns>0 to 1; NaN when there is nothing to find.</returns>
    public double Score(ReadOnlySpan<int> weights) => Mean(weights, (drawn, label) => ClassScore(drawn, label));

    /// <summary>COCO's AP50.</summary>
    /// <inheritdoc cref="Score(ReadOnlySpan{int})"/>
    public double Score50(ReadOnlySpan<int> weights) => Mean(weights, (drawn, label) => ClassScore(drawn, label, 0));

    /// <summary>The average precision of one class, mean over all thresholds.</summary>
    /// <param name="weights">Shape (N): how often each image counts.</param>
    /// <returns>0 to 1; NaN when there is nothing of it to find.</returns>
    public double ClassScore(ReadOnlySpan<int> weights, int label)
    {
        var sum = 0.0;
        for (var t = 0; t < BoxMatching.Thresholds.Count; t++)
        {
            sum += ClassScore(weights, label, t);
        }

        return sum / BoxMatching.Thresholds.Count;
    }

    /// <summary>The average precision of one class at one of <see cref="BoxMatching.Thresholds"/>.</summary>
    /// <inheritdoc cref="ClassScore(ReadOnlySpan{int}, int)"/>
    public double ClassScore(ReadOnlySpan<int> weights, int label, int threshold)
    {
        var truths = TruthCount(weights, label);
        if (truths == 0)
        {
            return double.NaN;
        }

        var boxes = _found[label];
        var (recalls, precisions) = (new double[boxes.Length], new double[boxes.Length]);
        long right = 0, wrong = 0;
        var count = 0;
        foreach (var (image, box) in boxes)
        {
            if (weights[image] == 0)
            {
                continue;
            }

            var isIgnored = (box.Ignored >> threshold & 1) == 1;
            var isRight = (box.Right >> threshold & 1) == 1;
            right += isRight ? weights[image] : 0;
            wrong += isRight || isIgnored ? 0 : weights[image];
            recalls[count] = (double)right / truths;
            precisions[count++] = right + wrong == 0 ? 0 : (double)right / (right + wrong);
        }

        return Area(recalls.AsSpan(0, count), precisions.AsSpan(0, count));
    }

    /// <summary>Precision and recall of one class at IoU 0.5 of the boxes with at least this score.</summary>
    /// <returns>Precision NaN where no box has it; recall NaN where there is nothing to find.</returns>
    public (double Precision, double Recall) At(int label, double score)
    {
        long right = 0, wrong = 0;
        foreach (var (_, box) in _found[label].TakeWhile(entry => entry.Box.Score >= score))
        {
            right += box.Right & 1;
            wrong += 1 - ((box.Right | box.Ignored) & 1);
        }

        return ((double)right / (right + wrong), (double)right / _truths[label].Sum(entry => entry.Count));
    }

    /// <summary>The score above which F1 at IoU 0.5 is largest, over all classes together.</summary>
    /// <returns>The least score to keep, between two boxes; 0.5 where nothing is found rightly.</returns>
    public double BestThreshold()
    {
        var boxes = _found.SelectMany(entries => entries).Select(entry => entry.Box).OrderByDescending(box => box.Score).ToArray();
        var truths = _truths.Sum(entries => entries.Sum(entry => (long)entry.Count));
        long right = 0, wrong = 0;
        var (best, threshold) = (0.0, 0.5);
        for (var i = 0; i < boxes.Length; i++)
        {
            right += boxes[i].Right & 1;
            wrong += 1 - ((boxes[i].Right | boxes[i].Ignored) & 1);
            var f1 = 2.0 * right / (truths + right + wrong);
            if (f1 > best)
            {
                (best, threshold) = (f1, i + 1 < boxes.Length ? (boxes[i].Score + boxes[i + 1].Score) / 2 : boxes[i].Score);
            }
        }

        return threshold;
    }

    /// <summary>How many objects of a class there are to find.</summary>
    /// <param name="weights">Shape (N): how often each image counts.</param>
    public long TruthCount(ReadOnlySpan<int> weights, int label)
    {
        long count = 0;
        foreach (var (image, truths) in _truths[label])
        {
            count += (long)weights[image] * truths;
        }

        return count;
    }

    private static double Area(ReadOnlySpan<double> recalls, Span<double> precisions)
    {
        for (var i = precisions.Length - 2; i >= 0; i--)
        {
            precisions[i] = Math.Max(precisions[i], precisions[i + 1]);
        }

        var (sum, at) = (0.0, 0);
        for (var i = 0; i < RecallCount; i++)
        {
            while (at < recalls.Length && recalls[at] < i * 0.01)
            {
                at++;
            }

            sum += at < recalls.Length ? precisions[at] : 0;
        }

        return sum / RecallCount;
    }

    private double Mean(ReadOnlySpan<int> weights, Func<ReadOnlySpan<int>, int, double> score)
    {
        var (sum, count) = (0.0, 0);
        for (var label = 0; label < _found.Length; label++)
        {
            var value = score(weights, label);
            if (!double.IsNaN(value))
            {
                (sum, count) = (sum + value, count + 1);
            }
        }

        return sum / count;
    }
}
