using Labelsmith.Bench.Rows;
using Labelsmith.Domain;
using Labelsmith.Learning.Methods;

namespace Labelsmith.Bench.SemiSupervised;

/// <summary>Real data with few labels; every method gets the same ones, and the same minutes.</summary>
/// <param name="WithPool">Also measure the predictions of the unlabelled items that were learned from.</param>
internal sealed record SemiSupervisedRow(
    string Key, string Data, string[] Options, TaskKind Task, Medium Medium, double Minutes, string Metric, bool WithPool = false)
    : BenchRow(Key, Data, Options, Minutes, Metric)
{
    public static IReadOnlyList<SemiSupervisedRow> All { get; } =
    [
        new("mnist-10", "digits/mnist", ["--labelled-per-class", "1"], TaskKind.Classification, Medium.Image, 5, "accuracy", true),
        new("mnist-100", "digits/mnist", ["--labelled", "100"], TaskKind.Classification, Medium.Image, 5, "accuracy"),
        new("fashion-100", "fashion-mnist", ["--labelled", "100"], TaskKind.Classification, Medium.Image, 5, "accuracy"),
        new("fashion-1000", "fashion-mnist", ["--labelled", "1000"], TaskKind.Classification, Medium.Image, 5, "accuracy"),
        new("membrane-3", "membrane", ["--labelled", "3"], TaskKind.Segmentation, Medium.Image, 8, "mean_iou"),
        new("camvid-46", "camvid", ["--labelled", "46"], TaskKind.Segmentation, Medium.Image, 8, "mean_iou"),
        new("speech-digits-50", "speech-digits", ["--labelled", "50"], TaskKind.Classification, Medium.Audio, 2.5, "accuracy"),
        new("spam-20", "spam", ["--labelled", "20"], TaskKind.Classification, Medium.Text, 2, "f1_macro"),
        new("trec-60", "sentences/trec", ["--labelled", "60"], TaskKind.Classification, Medium.Text, 2, "accuracy"),
        new("wikigold-85", "ner/wikigold", ["--labelled", "85", "--folds", "5"], TaskKind.Tagging, Medium.Text, 6, "span_f1"),
        new("cora", "cora/cora", [], TaskKind.Classification, Medium.Node, 2, "accuracy"),
        new("citeseer", "cora/citeseer", [], TaskKind.Classification, Medium.Node, 2, "accuracy"),
    ];

    /// <summary>The keys of the methods that can learn it, the baseline first.</summary>
    public IEnumerable<string> Methods =>
        MethodCatalog.All.Where(method => !method.NeedsFunctions && method.Find(Task, Medium) is not null).Select(method => method.Key);
}
