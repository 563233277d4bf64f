using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Any number of classes for each item. Answers without a region are meant.</summary>
/// <remarks>Predictions on disk name only the labels that were given, so there is nothing to rank the items by: no mean average
/// precision.</remarks>
internal sealed class LabelSetComparison : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var classes = Classes(truth, pairs, answer => answer.Region is null);
        if (classes.Count == 0)
        {
            throw new BadDataException($"'{truth.Name}' has no answers about whole items: there are no classes to compare.");
        }

        var evaluator = new LabelSetEvaluator(classes, seed);
        foreach (var pair in pairs)
        {
            compared(pair with { Score = evaluator.Add(pair.Item.Id, Set(pair.Truth), Set(pair.Predicted), []) });
        }

        return evaluator.Finish();

        bool[] Set(IReadOnlyList<Answer> answers)
        {
            var set = new bool[classes.Count];
            foreach (var label in answers.Where(answer => answer.Region is null).SelectMany(answer => answer.Labels))
            {
                set[IndexOf(classes, label)] = true;
            }

            return set;
        }
    }
}
