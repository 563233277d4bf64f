using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;

namespace Labelsmith.Learning.Runs;

/// <summary>What a run gave. The model lies in the request's <see cref="LearningRequest.OutDirectory"/>.</summary>
/// <param name="Report">As written to <c>report.json</c>.</param>
/// <param name="Predictions">Of every item of the pool, in the data's order.</param>
/// <param name="Faults">Items that were left out, and why.</param>
public sealed record LearningOutcome(
    RunReport Report, IReadOnlyList<ItemPrediction> Predictions, IReadOnlyList<Fault> Faults);
