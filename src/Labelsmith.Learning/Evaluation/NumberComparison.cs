using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Evaluation;

/// <summary>One number for each item.</summary>
internal sealed class NumberComparison : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var evaluator = new RegressionEvaluator(seed);
        foreach (var pair in pairs)
        {
            var predicted = ItemTruth.NumberIn(pair.Predicted);
            if (ItemTruth.NumberIn(pair.Truth) is not { } number || predicted is null)
            {
                faults.Add(new Fault(pair.Item.Id, $"Its {(predicted is null ? "prediction" : "truth")} is no number, so it was not compared."));
                continue;
            }

            var interval = pair.Predicted.Select(answer => answer.Interval).FirstOrDefault(given => given is not null);
            compared(pair with { Score = evaluator.Add(pair.Item.Id, number, predicted.Value, interval) });
        }

        return evaluator.Finish();
    }
}
