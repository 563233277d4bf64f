using Labelsmith.Bench.Rows;

namespace Labelsmith.Bench.Accuracy;

/// <summary>Real data with all its labels, split as its <c>dataset.yaml</c> says.</summary>
/// <param name="Floor">What must be reached, and <paramref name="Aim"/> what we would like to.</param>
/// <param name="Also">Metrics to print beside.</param>
/// <param name="Method">How it is learned.</param>
internal sealed record AccuracyRow(
    string Key, string Data, double Minutes, string Metric, double Floor, double Aim,
    string[]? Options = null, string? Class = null, string[]? Also = null, string Method = "supervised")
    : BenchRow(Key, Data, Options ?? [], Minutes, Metric, Class)
{
    public static IReadOnlyList<AccuracyRow> All { get; } =
    [
        new("fashion-mnist", "fashion-mnist", 20, "accuracy", 0.925, 0.935),
        new("membrane", "membrane", 15, "mean_iou", 0.80, 0.83, Also: ["boundary_f1"]),
        new("camvid", "camvid", 60, "mean_iou", 0.46, 0.52),
        new("bccd", "bccd", 45, "map_50", 0.75, 0.82, Also: ["map_50_95"]),
        new("spam", "spam", 3, "f1", 0.94, 0.96, Class: "spam"),
        new("trec", "sentences/trec", 10, "accuracy", 0.90, 0.92),
        new("mr", "sentences/mr", 10, "accuracy", 0.765, 0.78, ["--folds", "10"]),
        new("wnut17", "ner/wnut17", 15, "span_f1", double.NaN, double.NaN),
        new("weibo-zh", "ner/weibo-zh", 15, "span_f1", double.NaN, double.NaN),
        new("udc", "cws/udc", 20, "word_f1", 0.92, 0.94, Also: ["word_oov_recall"]),
        new("choi", "topic/choi", 1, "pk", 0.11, 0.08, Also: ["window_diff"], Method: "unsupervised"),
        new("speech-digits", "speech-digits", 10, "accuracy", 0.96, 0.98),
    ];
}
