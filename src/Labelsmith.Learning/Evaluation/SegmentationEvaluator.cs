using System.Globalization;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares predicted label maps to true ones. Keeps counts, not pixels, so that it can see any number of images.</summary>
/// <param name="classes">K names, at most 254, in the order of the ids in the maps.</param>
/// <param name="background">The class that is no object; of two classes the other one is then the foreground that
/// <c>dice</c>, <c>boundary_f1</c> and <c>hausdorff_95</c> speak of. Null: the rarer one in truth is.</param>
/// <param name="seed">Of the intervals.</param>
public sealed class SegmentationEvaluator(IReadOnlyList<string> classes, string? background = null, int seed = 0)
{
    /// <summary>Stored in truth where a pixel has no meaning, and in prediction where it got no class.</summary>
    public const byte Ignore = 255;

    private const byte NoClass = 254;
    private const double BoundaryTolerancePixels = 2;

    private static readonly string[] _keys =
    [
        "accuracy", "balanced_accuracy", "mean_iou", "dice", "precision_macro", "recall_macro", "f1_macro", "boundary_f1",
        "hausdorff_95",
    ];

    private readonly List<SegmentedItem> _items = [];

    /// <summary>Adds an image.</summary>
    /// <param name="truth">Shape (height × width): ids in 0..K-1, or 255 where the pixel has no meaning.</param>
    /// <param name="predicted">Shape (height × width): ids in 0..K-1, or 255 where no class was given, which counts as wrong.</param>
    /// <returns>The image's own mean IoU, 0 to 1; NaN when no pixel has a meaning.</returns>
    /// <exception cref="ArgumentException">A map is not of that size or holds an id that is no class.</exception>
    public double Add(string id, int width, int height, ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes.Count, NoClass, nameof(classes));
        var matrix = Count(width, height, truth, predicted);
        var guess = predicted.ToArray();
        for (var i = 0; i < guess.Length; i++)
        {
            guess[i] = truth[i] == Ignore ? Ignore : guess[i] == Ignore ? NoClass : guess[i];
        }

        var boundary = new double[classes.Count];
        var distance = new double[classes.Count];
        for (byte label = 0; label < classes.Count; label++)
        {
            boundary[label] = distance[label] = double.NaN;
            if (matrix.Occurs(label))
            {
                boundary[label] = BoundaryF1.Score(truth, guess, width, height, label, BoundaryTolerancePixels);
                distance[label] = Hausdorff95.Distance(truth, guess, width, height, label);
                // an object that was missed or made up: as far as the image allows, else missing would be no fault
                distance[label] = double.IsNaN(distance[label]) ? double.Hypot(width, height) : distance[label];
            }
        }

        var item = SegmentedItem.From(id, matrix, boundary, distance);
        _items.Add(item);
        return item.MeanIou;
    }

    /// <summary>Computes everything. A resample adds the images' confusion matrices; no pixel is seen again.</summary>
    public EvaluationResult Finish()
    {
        var matrix = new ConfusionMatrix(classes.Count);
        Sum(matrix, Bootstrap.Once(_items.Count));
        var foreground = Foreground(matrix);
        var perClass = MetricTable.PerClass(matrix, classes);
        var rows = matrix.ToRows();

        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            Sum(matrix, weights);
            values[0] = Accuracy.Score(matrix);
            values[1] = BalancedAccuracy.Score(matrix);
            values[2] = IntersectionOverUnion.Mean(matrix);
            values[3] = foreground is { } label ? Dice.Score(matrix, label) : Dice.Mean(matrix);
            values[4] = Precision.Score(matrix, Averaging.Macro);
            values[5] = Recall.Score(matrix, Averaging.Macro);
            values[6] = F1.Score(matrix, Averaging.Macro);
            values[7] = Mean(weights, item => SegmentedItem.Mean(item.BoundaryF1, foreground));
            values[8] = Mean(weights, item => SegmentedItem.Mean(item.Hausdorff95, foreground));
        }

        var (metrics, intervals) = MetricTable.Measure(_items.Count, _keys, Measure, seed);
        return new EvaluationResult
        {
            ItemCount = _items.Count,
            Classes = classes,
            Metrics = metrics,
            MetricsInterval = intervals,
            Function = new MetricFunction(_items.Count, _keys, Measure),
            PerClass = perClass,
            ConfusionMatrix = rows,
            WorstItems = MetricTable.Worst(_items.Where(item => !double.IsNaN(item.MeanIou)).Select(Describe)),
        };
    }

    private ConfusionMatrix Count(int width, int height, ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted)
    {
        if (truth.Length != (long)width * height || predicted.Length != truth.Length)
        {
            throw new ArgumentException(
                $"Maps of {truth.Length} and {predicted.Length} pixels cannot be compared as {width} x {height}.");
        }

        var counts = new int[256 * 256];
        for (var i = 0; i < truth.Length; i++)
        {
            counts[(truth[i] << 8) | predicted[i]]++;
        }

        var matrix = new ConfusionMatrix(classes.Count);
        for (var pair = 0; pair < Ignore << 8; pair++) // without the row of meaningless pixels
        {
            if (counts[pair] > 0)
            {
                var (real, guess) = (pair >> 8, pair & 255);
                if (real >= classes.Count || (guess != Ignore && guess >= classes.Count))
                {
                    throw new ArgumentException($"There are {classes.Count} classes, but a map holds {real} (truth), {guess} (predicted).");
                }

                matrix.Add(real, guess == Ignore ? ConfusionMatrix.NoAnswer : guess, counts[pair]);
            }
        }

        return matrix;
    }

    private void Sum(ConfusionMatrix matrix, ReadOnlySpan<int> weights)
    {
        matrix.Clear();
        for (var i = 0; i < weights.Length; i++)
        {
            _items[i].AddTo(matrix, weights[i]);
        }
    }

    /// <summary>The one class that two-class metrics speak of, or null when there are more.</summary>
    private int? Foreground(ConfusionMatrix matrix) =>
        classes.Count != 2 ? null
        : background == classes[0] ? 1
        : background == classes[1] ? 0
        : matrix.TruthCount(0) < matrix.TruthCount(1) ? 0 : 1;

    private double Mean(ReadOnlySpan<int> weights, Func<SegmentedItem, double> score)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var value = score(_items[i]);
            if (!double.IsNaN(value))
            {
                sum += weights[i] * value;
                count += weights[i];
            }
        }

        return sum / count;
    }

    private WorstItem Describe(SegmentedItem item) => new(
        item.Id,
        string.Create(CultureInfo.InvariantCulture, $"IoU {item.MeanIou:0.000}"),
        string.Create(CultureInfo.InvariantCulture, $"worst class {classes[item.WorstClass]} {item.WorstIou:0.000}"),
        item.MeanIou);
}
