using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>One class for each item. An answer without a region is meant.</summary>
internal sealed class ChoiceComparison : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var classes = Classes(truth, pairs, IsChoice);
        if (classes.Count == 0)
        {
            throw new BadDataException($"'{truth.Name}' has no answers about whole items: there are no classes to compare.");
        }

        var evaluator = new ClassificationEvaluator(classes, seed);
        foreach (var pair in pairs)
        {
            if (pair.Truth.Where(IsChoice).SelectMany(answer => answer.Labels).ToList() is not [var label])
            {
                faults.Add(new Fault(pair.Item.Id, "Its truth is not exactly one class, so it was not compared."));
                continue;
            }

            // of several predicted classes the surest one counts, the first where none has a score
            var best = pair.Predicted.Where(answer => IsChoice(answer) && answer.Labels.Count > 0).MaxBy(answer => answer.Score ?? -1);
            var score = evaluator.Add(
                pair.Item.Id,
                IndexOf(classes, label),
                best is null ? ConfusionMatrix.NoAnswer : IndexOf(classes, best.Labels[0]),
                best?.Score);
            compared(pair with { Score = score });
        }

        return evaluator.Finish();
    }

    private static bool IsChoice(Answer answer) => answer.Region is null;
}
