using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Evaluation;

/// <summary>What <c>labelsmith evaluate</c> says.</summary>
/// <param name="Result">Of the items that stand on both sides.</param>
/// <param name="WithoutPrediction">Ids of items with truth that got no prediction; they enter no metric.</param>
/// <param name="WithoutTruth">Ids of predictions whose item is unknown or has no truth; they enter no metric.</param>
/// <param name="Faults">Items that stand on both sides but could not be compared.</param>
public sealed record AnswerEvaluation(
    EvaluationResult Result,
    IReadOnlyList<string> WithoutPrediction,
    IReadOnlyList<string> WithoutTruth,
    IReadOnlyList<Fault> Faults)
{
    private const int Named = 3;

    /// <summary>Whole sentences about everything that was not compared; empty when all was.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. Note(WithoutPrediction, "with truth got no prediction and count for nothing"),
        .. Note(WithoutTruth, "with a prediction have no truth and count for nothing"),
        .. Faults.Select(fault => fault.ToString()),
    ];

    private static IEnumerable<string> Note(IReadOnlyList<string> ids, string what)
    {
        if (ids.Count > 0)
        {
            var more = ids.Count > Named ? ", …" : "";
            yield return $"{ids.Count} items {what}: {string.Join(", ", ids.Take(Named))}{more}";
        }
    }
}
