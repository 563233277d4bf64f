using System.Text.Json.Serialization;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>How well predictions agree with truth: the part of <see cref="RunReport"/> that needs no knowledge of the run.</summary>
/// <remarks>Metrics that are undefined on these items are left out of the dictionaries: JSON knows no NaN.</remarks>
public sealed record EvaluationResult
{
    /// <summary>How many items were compared.</summary>
    public required int ItemCount { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    /// <inheritdoc cref="RunReport.Metrics"/>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <inheritdoc cref="RunReport.MetricsInterval"/>
    public required IReadOnlyDictionary<string, double[]> MetricsInterval { get; init; }

    /// <summary>The same metrics of any resample; null where nothing was compared.</summary>
    [JsonIgnore]
    internal MetricFunction? Function { get; init; }

    /// <inheritdoc cref="RunReport.PerClass"/>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> PerClass { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <inheritdoc cref="RunReport.ConfusionMatrix"/>
    public long[][]? ConfusionMatrix { get; init; }

    /// <inheritdoc cref="RunReport.CoverageCurve"/>
    public IReadOnlyList<CoveragePoint> CoverageCurve { get; init; } = [];

    /// <inheritdoc cref="RunReport.Reliability"/>
    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <inheritdoc cref="RunReport.ClassCurves"/>
    public IReadOnlyDictionary<string, ClassCurves> ClassCurves { get; init; } = new Dictionary<string, ClassCurves>();

    /// <inheritdoc cref="RunReport.WorstItems"/>
    public IReadOnlyList<WorstItem> WorstItems { get; init; } = [];
}
