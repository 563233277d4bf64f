using System.Text.Json.Serialization;
using Labelsmith.Domain;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Quality;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary><c>report.json</c>. Its keys are a contract: scripts read them.</summary>
public sealed record RunReport
{
    public required TaskKind Task { get; init; }
    public required string Method { get; init; }
    public required int Seed { get; init; }
    public required ItemCounts Counts { get; init; }

    /// <summary>By metric key (design: <c>accuracy, mean_iou, f1_macro …</c>), on the test items.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>95 % bootstrap intervals over items, low and high.</summary>
    [JsonPropertyName("metrics_ci")]
    public required IReadOnlyDictionary<string, double[]> MetricsInterval { get; init; }

    /// <summary>By metric key, over the folds of a cross-validation; null where the test was another one.</summary>
    [JsonPropertyName("metrics_folds"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, FoldSpread>? Folds { get; init; }

    /// <summary>Class name → <c>precision, recall, f1, iou, support</c>; of detection <c>ap_50, ap_50_95</c> in place of <c>iou</c>.</summary>
    [JsonPropertyName("per_class")]
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> PerClass { get; init; }

    /// <summary>Rows truth, columns prediction, in the order of <see cref="Classes"/>; null where the task has none.</summary>
    [JsonPropertyName("confusion_matrix")]
    public long[][]? ConfusionMatrix { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Wall seconds by stage: <c>preprocess, features, train, evaluate, predict</c>.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>Labelled items that the model has seen, validation included.</summary>
    [JsonPropertyName("labels_used")]
    public required int LabelsUsed { get; init; }

    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>One entry an epoch, for the curves.</summary>
    public required IReadOnlyList<EpochRow> Epochs { get; init; }

    /// <summary>Of classification: which share of the items a threshold on the score labels, and at which precision, from the highest threshold
    /// on; on the test items.</summary>
    [JsonPropertyName("coverage_curve")]
    public IReadOnlyList<CoveragePoint> CoverageCurve { get; init; } = [];

    /// <summary>Of classification: stated and actual accuracy by score, on the test items.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>Of classification, by class name: how well the class is told from the rest; of two classes the rarer one.</summary>
    [JsonPropertyName("class_curves")]
    public IReadOnlyDictionary<string, ClassCurves> ClassCurves { get; init; } = new Dictionary<string, ClassCurves>();

    /// <summary>Test items from the worst on, at most 50.</summary>
    [JsonPropertyName("worst_items")]
    public required IReadOnlyList<WorstItem> WorstItems { get; init; }

    /// <summary>How many unlabelled items are unlike every labelled one; their predictions have the score 0.</summary>
    [JsonPropertyName("unlike_count")]
    public int UnlikeCount { get; init; }

    /// <summary>How many of them there would be by chance, were all items of the named classes.</summary>
    [JsonPropertyName("unlike_expected")]
    public double UnlikeExpected { get; init; }

    /// <summary>These items from the strangest on, at most 50.</summary>
    [JsonPropertyName("unlike_items")]
    public IReadOnlyList<UnlikeItem> UnlikeItems { get; init; } = [];

    /// <summary>Sentences that the user must read before using the predictions, as <see cref="Guesswork"/> says them.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What was decided before training; empty where the method decides nothing.</summary>
    public IReadOnlyList<PlanRow> Plan { get; init; } = [];

    /// <summary>So many findings are listed.</summary>
    public const int MostFindings = 200;

    /// <summary>What is odd about the items, contradictions first; at most <see cref="MostFindings"/>.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>How many there are of each kind.</summary>
    [JsonPropertyName("finding_counts")]
    public IReadOnlyDictionary<FindingKind, int> FindingCounts { get; init; } = new Dictionary<FindingKind, int>();

    /// <summary>Sentences that the user should read: what was left out, chosen or cut short.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>How many items served as what.</summary>
public sealed record ItemCounts(int Labelled, int Unlabelled, int Validation, int Test);

/// <summary>A metric over the folds of a cross-validation.</summary>
/// <param name="Mean">Of the folds that define it.</param>
/// <param name="Deviation">Standard deviation of the sample; 0 of a single value.</param>
/// <param name="Values">By fold; those that do not define it are left out.</param>
public sealed record FoldSpread(double Mean, double Deviation, IReadOnlyList<double> Values)
{
    public static FoldSpread Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new FoldSpread(mean, Math.Sqrt(squares / Math.Max(1, values.Count - 1)), values);
    }
}

/// <summary>An epoch in <c>report.json</c>. A value that is undefined is null there and NaN here.</summary>
public sealed record EpochRow(
    int Epoch,
    [property: JsonPropertyName("train_loss"), JsonConverter(typeof(FiniteOrNull))] double TrainLoss,
    [property: JsonPropertyName("validation_loss"), JsonConverter(typeof(FiniteOrNull))] double ValidationLoss,
    [property: JsonPropertyName("validation_score"), JsonConverter(typeof(FiniteOrNull))] double ValidationScore,
    [property: JsonPropertyName("score_name")] string ScoreName);

/// <summary>A test item that the model got wrong, or nearly.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Truth">In words: the class, or the IoU reached.</param>
/// <param name="Predicted">In words.</param>
/// <param name="Score">Of the item, higher is better: probability of the true class, or its mean IoU.</param>
public sealed record WorstItem(string Id, string Truth, string Predicted, double Score);

/// <summary>An unlabelled item that is unlike every labelled one.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Similarity">To the nearest labelled item: cosine of the angle between their features, at most 1.</param>
/// <param name="Nearest">That item's id.</param>
/// <param name="Label">That item's label.</param>
public sealed record UnlikeItem(string Id, double Similarity, string Nearest, string Label);

/// <summary>How well a class is told from the rest, from the highest threshold on.</summary>
/// <param name="Roc">Pairs of false and true positive rate.</param>
/// <param name="PrecisionRecall">Pairs of recall and precision.</param>
public sealed record ClassCurves(
    IReadOnlyList<double[]> Roc, [property: JsonPropertyName("precision_recall")] IReadOnlyList<double[]> PrecisionRecall);
