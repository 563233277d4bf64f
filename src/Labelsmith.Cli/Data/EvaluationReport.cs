using System.Text.Json.Serialization;
using Labelsmith.Domain;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Cli.Data;

/// <summary>What <c>evaluate --json</c> writes; the keys are those of <c>report.json</c>.</summary>
internal sealed record EvaluationReport
{
    public required TaskKind Task { get; init; }

    public required int Items { get; init; }

    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    [JsonPropertyName("metrics_ci")]
    public required IReadOnlyDictionary<string, double[]> MetricsInterval { get; init; }

    [JsonPropertyName("per_class")]
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> PerClass { get; init; }

    [JsonPropertyName("confusion_matrix")]
    public long[][]? ConfusionMatrix { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    [JsonPropertyName("worst_items")]
    public required IReadOnlyList<WorstItem> WorstItems { get; init; }

    [JsonPropertyName("without_prediction")]
    public required IReadOnlyList<string> WithoutPrediction { get; init; }

    [JsonPropertyName("without_truth")]
    public required IReadOnlyList<string> WithoutTruth { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public static EvaluationReport Of(AnswerEvaluation evaluation, TaskKind task) => new()
    {
        Task = task,
        Items = evaluation.Result.ItemCount,
        Metrics = evaluation.Result.Metrics,
        MetricsInterval = evaluation.Result.MetricsInterval,
        PerClass = evaluation.Result.PerClass,
        ConfusionMatrix = evaluation.Result.ConfusionMatrix,
        Classes = evaluation.Result.Classes,
        WorstItems = evaluation.Result.WorstItems,
        WithoutPrediction = evaluation.WithoutPrediction,
        WithoutTruth = evaluation.WithoutTruth,
        Notes = evaluation.Notes,
    };
}
