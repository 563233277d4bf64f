using Labelsmith.Learning.Selection;

namespace Labelsmith.Bench.Selection;

/// <summary>Real data of which more and more items are labelled.</summary>
/// <param name="Key">Names the row; stands in the results.</param>
/// <param name="Data">Folder below the data's folder.</param>
/// <param name="Budgets">Numbers of labels, ascending: after each a model is learned and tested.</param>
/// <param name="Minutes">Of each learning; null: until it stops by itself.</param>
/// <param name="Metric">As in <c>report.json</c>.</param>
internal sealed record SelectionRow(string Key, string Data, int[] Budgets, double? Minutes, string Metric)
{
    /// <summary>All labels that there are: what a selection wants to come near to.</summary>
    public const string Whole = "all labels";

    public static IReadOnlyList<SelectionRow> All { get; } =
    [
        new("spam", "spam", [20, 40, 60, 80, 100, 150, 200], null, "f1_macro"),
        new("trec", "sentences/trec", [60, 120, 180, 240, 300, 400, 500], null, "accuracy"),
        new("fashion", "fashion-mnist", [50, 100, 200, 400], 0.5, "accuracy"),
    ];

    /// <summary>The keys of the strategies, as compared here; <c>auto</c> is what the queue in the browser does.</summary>
    public static IReadOnlyList<string> Strategies { get; } =
        [.. SelectionCatalog.All.Select(strategy => strategy.Key), SelectionCatalog.Automatic];
}
