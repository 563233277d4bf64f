using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Evaluation;

/// <summary>How the answers of one kind of task are compared. A new kind: one class, one line in <see cref="For"/>.</summary>
internal abstract class AnswerComparison
{
    /// <param name="learnedFrom">Items that were learned from, as far as they are known.</param>
    public static AnswerComparison For(TaskKind task, IEnumerable<DataItem> learnedFrom) => task switch
    {
        TaskKind.Classification => new ChoiceComparison(),
        TaskKind.Segmentation => new LabelMapComparison(),
        TaskKind.Detection => new BoxComparison(),
        TaskKind.Splitting => new SplitComparison(),
        TaskKind.Tagging => new SpanComparison(learnedFrom),
        TaskKind.Segments => new SegmentComparison(),
        TaskKind.Regression => new NumberComparison(),
        TaskKind.Multilabel => new LabelSetComparison(),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "There is no such task."),
    };

    /// <summary>Compares, and names in <paramref name="faults"/> the items that it had to leave out, in
    /// <paramref name="compared"/> the others with their score.</summary>
    public abstract EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared);

    /// <summary>The data's classes, then the other labels of these answers by name.</summary>
    protected static IReadOnlyList<string> Classes(Dataset truth, List<ComparedItem> pairs, Func<Answer, bool> concerns)
    {
        var others = pairs.SelectMany(pair => pair.Truth.Concat(pair.Predicted))
            .Where(concerns)
            .SelectMany(answer => answer.Labels)
            .Distinct()
            .Except(truth.Classes)
            .Order(StringComparer.Ordinal);
        return [.. truth.Classes, .. others];
    }

    protected static int IndexOf(IReadOnlyList<string> classes, string label)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i] == label)
            {
                return i;
            }
        }

        return -1;
    }
}
