using System.Globalization;

namespace Labelsmith.Learning.Reporting;

/// <summary>How a metric is called and written for people.</summary>
/// <param name="Key">As in <c>report.json</c>.</param>
/// <param name="Title">What people read.</param>
/// <param name="IsShare">It lies between 0 and 1.</param>
/// <param name="LowerIsBetter">Else higher is.</param>
internal sealed record MetricName(string Key, string Title, bool IsShare = true, bool LowerIsBetter = false)
{
    private static readonly Dictionary<string, MetricName> _known = new MetricName[]
    {
        new("accuracy", "Accuracy"),
        new("balanced_accuracy", "Balanced accuracy"),
        new("precision_macro", "Precision, macro"),
        new("recall_macro", "Recall, macro"),
        new("f1_macro", "F1, macro"),
        new("f1_micro", "F1, micro"),
        new("f1_weighted", "F1, weighted"),
        new("roc_auc", "Area under ROC"),
        new("pr_auc", "Area under precision-recall"),
        new("expected_calibration_error", "Calibration error", LowerIsBetter: true),
        new("mean_iou", "Mean IoU"),
        new("dice", "Dice"),
        new("boundary_f1", "Boundary F1 (2 px)"),
        new("hausdorff_95", "Hausdorff 95 % (px)", IsShare: false, LowerIsBetter: true),
        new("map_50", "mAP, IoU 0.5"),
        new("map_50_95", "mAP, IoU 0.5 to 0.95"),
        new("span_f1", "Span F1"),
        new("word_f1", "Word F1"),
        new("word_oov_recall", "Recall of unseen words"),
        new("segment_f1", "Segment F1, IoU 0.5"),
        new("time_f1", "F1 of time"),
        new("pk", "Pk", LowerIsBetter: true),
        new("window_diff", "WindowDiff", LowerIsBetter: true),
        new("mae", "Mean absolute error", IsShare: false, LowerIsBetter: true),
        new("rmse", "Root mean squared error", IsShare: false, LowerIsBetter: true),
        new("r2", "R²", IsShare: false),
        new("mae_constant", "Mean absolute error of always answering the mean", IsShare: false, LowerIsBetter: true),
        new("rmse_constant", "Root mean squared error of always answering the mean", IsShare: false, LowerIsBetter: true),
        new("interval_coverage", "Numbers within their 90 % intervals"),
        new("interval_width", "Mean width of the intervals", IsShare: false, LowerIsBetter: true),
        new("mean_average_precision", "Mean average precision"),
        new("subset_accuracy", "All labels right"),
        new("precision_micro", "Precision, micro"),
        new("recall_micro", "Recall, micro"),
    }.ToDictionary(name => name.Key);

    /// <summary>The metrics that a report leads with, as far as it has them.</summary>
    private static readonly string[] _headline = ["f1_macro", "word_f1", "word_oov_recall", "span_f1", "segment_f1", "time_f1", "pk", "window_diff", "map_50", "map_50_95", "rmse", "accuracy", "r2", "roc_auc"];

    private static readonly string[] _headlineOfNumbers = ["mae", "mae_constant", "r2"];

    private static readonly string[] _headlineOfSets = ["f1_micro", "mean_average_precision", "subset_accuracy"];

    private static readonly string[] _headlineOfMaps = ["mean_iou", "dice", "accuracy"];

    /// <summary>An unknown metric keeps its key as its title.</summary>
    public static MetricName Of(string key) => _known.GetValueOrDefault(key) ?? new MetricName(key, key, IsShare: false);

    /// <summary>At most three keys, most telling first.</summary>
    public static IEnumerable<string> Headline(IReadOnlyDictionary<string, double> metrics) =>
        (metrics.ContainsKey("mean_iou") ? _headlineOfMaps
            : metrics.ContainsKey("mae_constant") ? _headlineOfNumbers
            : metrics.ContainsKey("subset_accuracy") ? _headlineOfSets
            : _headline).Where(metrics.ContainsKey).Take(3);

    /// <summary>Three decimals for shares, four significant digits for others.</summary>
    public string Write(double value) => value.ToString(IsShare ? "0.000" : "G4", CultureInfo.InvariantCulture);
}
