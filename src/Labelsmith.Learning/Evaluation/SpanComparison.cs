using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Spans of texts.</summary>
internal sealed class SpanComparison : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var classes = Classes(truth, pairs, answer => answer.Region is TextSpan);
        var evaluator = new TaggingEvaluator(classes, seed);
        foreach (var pair in pairs)
        {
            var score = evaluator.Add(pair.Item.Id, Spans(pair.Truth, classes), Spans(pair.Predicted, classes));
            compared(pair with { Score = score });
        }

        return evaluator.Finish();
    }

    private static IEnumerable<TypedSpan> Spans(IReadOnlyList<Answer> answers, IReadOnlyList<string> classes) =>
        from answer in answers
        where answer.Region is TextSpan
        let span = (TextSpan)answer.Region!
        from label in answer.Labels
        where IndexOf(classes, label) >= 0
        select new TypedSpan(span.Start, span.End, IndexOf(classes, label));
}
