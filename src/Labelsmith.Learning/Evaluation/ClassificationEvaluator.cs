using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares predicted classes, with probabilities where a model gives them, to true ones.</summary>
/// <param name="classes">K names, in the order of probabilities.</param>
/// <param name="seed">Of the intervals.</param>
public sealed class ClassificationEvaluator(IReadOnlyList<string> classes, int seed = 0)
{
    private const int CurvePoints = 100;

    private static readonly string[] _keys =
    [
        "accuracy", "balanced_accuracy", "precision_macro", "recall_macro", "f1_macro", "f1_micro", "f1_weighted",
        "expected_calibration_error", "roc_auc", "pr_auc",
    ];

    private readonly List<string> _ids = [];
    private readonly List<int> _truth = [];
    private readonly List<int> _predicted = [];
    private readonly List<double> _confidences = []; // of the predicted class; NaN: unknown
    private readonly List<float[]> _probabilities = []; // empty: unknown

    /// <summary>Adds an item of which the model gave all probabilities.</summary>
    /// <param name="truth">In 0..K-1.</param>
    /// <param name="probabilities">Shape (K): they add up to 1.</param>
    /// <returns>The probability of the true class.</returns>
    /// <exception cref="ArgumentException">There are not K probabilities, or the truth is none of the classes.</exception>
    public double Add(string id, int truth, ReadOnlySpan<float> probabilities)
    {
        if (probabilities.Length != classes.Count)
        {
            throw new ArgumentException($"{classes.Count} classes need as many probabilities, not {probabilities.Length}.");
        }

        var predicted = 0;
        for (var label = 1; label < probabilities.Length; label++)
        {
            predicted = probabilities[label] > probabilities[predicted] ? label : predicted;
        }

        return Add(id, truth, predicted, probabilities[predicted], probabilities.ToArray());
    }

    /// <summary>Adds an item of which only the answer is known.</summary>
    /// <param name="truth">In 0..K-1.</param>
    /// <param name="predicted">In 0..K-1, or <see cref="ConfusionMatrix.NoAnswer"/>.</param>
    /// <param name="score">The probability of the predicted class, or null.</param>
    /// <returns>The probability of the true class, at most, as far as it is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A class is none of the classes.</exception>
    public double Add(string id, int truth, int predicted, double? score = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(predicted, ConfusionMatrix.NoAnswer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, classes.Count);
        var isWhole = classes.Count == 2 && predicted >= 0 && score is not null; // the other class has the rest
        return Add(id, truth, predicted, score ?? double.NaN, isWhole ? Binary(predicted, (float)score!.Value) : []);
    }

    /// <summary>Computes everything; O(items × classes) a resample.</summary>
    public EvaluationResult Finish()
    {
        var matrix = new ConfusionMatrix(classes.Count);
        var everything = Count(matrix, Bootstrap.Once(_ids.Count));
        var curves = Curves(everything);
        var rankings = curves.ConvertAll(curve => curve.Ranking);
        var right = _truth.Zip(_predicted, (truth, predicted) => truth == predicted).ToArray();
        var confidences = _confidences.ToArray();
        var hasConfidences = confidences.Length > 0 && !confidences.Any(double.IsNaN);
        var perClass = MetricTable.PerClass(everything, classes);
        var rows = everything.ToRows();

        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            Count(matrix, weights);
            values[0] = Accuracy.Score(matrix);
            values[1] = BalancedAccuracy.Score(matrix);
            values[2] = Precision.Score(matrix, Averaging.Macro);
            values[3] = Recall.Score(matrix, Averaging.Macro);
            values[4] = F1.Score(matrix, Averaging.Macro);
            values[5] = F1.Score(matrix, Averaging.Micro);
            values[6] = F1.Score(matrix, Averaging.Weighted);
            values[7] = hasConfidences ? ExpectedCalibrationError.Score(confidences, right, weights) : double.NaN;
            values[8] = Mean(rankings, weights, (curve, drawn) => curve.RocAuc(drawn));
            values[9] = Mean(rankings, weights, (curve, drawn) => curve.AveragePrecision(drawn));
        }

        var (metrics, intervals) = MetricTable.Measure(_ids.Count, _keys, Measure, seed, Resamples(curves.Count));
        return new EvaluationResult
        {
            ItemCount = _ids.Count,
            Classes = classes,
            Metrics = metrics,
            MetricsInterval = intervals,
            Function = new MetricFunction(_ids.Count, _keys, Measure),
            PerClass = perClass,
            ConfusionMatrix = rows,
            Reliability = hasConfidences ? ExpectedCalibrationError.Bins(confidences, right) : [],
            ClassCurves = curves.ToDictionary(curve => classes[curve.Label], curve => CurvesOf(curve.Ranking)),
            CoverageCurve = hasConfidences ? CoverageCurve.Compute(confidences, right) : [],
            WorstItems = MetricTable.Worst(Enumerable.Range(0, _ids.Count).Select(Describe)),
        };
    }

    private double Add(string id, int truth, int predicted, double confidence, float[] probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truth);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth, classes.Count);
        _ids.Add(id);
        _truth.Add(truth);
        _predicted.Add(predicted);
        _confidences.Add(confidence);
        _probabilities.Add(probabilities);
        return Describe(_ids.Count - 1).Score;
    }

    private ConfusionMatrix Count(ConfusionMatrix matrix, ReadOnlySpan<int> weights)
    {
        matrix.Clear();
        for (var i = 0; i < weights.Length; i++)
        {
            matrix.Add(_truth[i], _predicted[i], weights[i]);
        }

        return matrix;
    }

    /// <summary>One ranking against the rest for each class that has both kinds of items; of two classes only the rarer
    /// one's, which is the one that is looked for.</summary>
    private List<(int Label, RankedScores Ranking)> Curves(ConfusionMatrix matrix)
    {
        if (_probabilities.Any(probabilities => probabilities.Length == 0))
        {
            return [];
        }

        int[] labels = classes.Count == 2
            ? [matrix.TruthCount(0) < matrix.TruthCount(1) ? 0 : 1]
            : [.. Enumerable.Range(0, classes.Count)];
        return
        [
            .. labels.Where(label => matrix.TruthCount(label) is var count && count > 0 && count < matrix.Total)
                .Select(label => (label, new RankedScores(
                    [.. _probabilities.Select(probabilities => (double)probabilities[label])],
                    [.. _truth.Select(truth => truth == label)]))),
        ];
    }

    private static ClassCurves CurvesOf(RankedScores ranking)
    {
        static double[] Pair(double x, double y) => [Math.Round(x, 4), Math.Round(y, 4)];
        var points = ranking.Curve(CurvePoints);
        return new ClassCurves(
            [[0, 0], .. points.Select(point => Pair(point.FalsePositiveRate, point.Recall))],
            [.. points.Select(point => Pair(point.Recall, point.Precision))]);
    }

    private static double Mean(
        List<RankedScores> curves, ReadOnlySpan<int> weights, Func<RankedScores, ReadOnlySpan<int>, double> area)
    {
        var (sum, defined) = (0.0, 0);
        foreach (var curve in curves)
        {
            var value = area(curve, weights);
            if (!double.IsNaN(value))
            {
                sum += value;
                defined++;
            }
        }

        return defined > 0 ? sum / defined : double.NaN;
    }

    /// <summary>Keeps the curves' part within seconds where there are many items and classes.</summary>
    private int Resamples(int curveCount) =>
        (int)Math.Clamp(300_000_000L / Math.Max(1L, (long)_ids.Count * curveCount), 200, Bootstrap.DefaultResamples);

    private WorstItem Describe(int i)
    {
        var confidence = double.IsNaN(_confidences[i]) ? 1 : _confidences[i];
        var ofTruth = _probabilities[i].Length > 0 ? _probabilities[i][_truth[i]]
            : _truth[i] == _predicted[i] ? confidence
            : 1 - confidence; // at most
        var predicted = _predicted[i] == ConfusionMatrix.NoAnswer ? "no answer" : classes[_predicted[i]];
        return new WorstItem(_ids[i], classes[_truth[i]], predicted, ofTruth);
    }

    private static float[] Binary(int predicted, float score) => predicted == 0 ? [score, 1 - score] : [1 - score, score];
}
