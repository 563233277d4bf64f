using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Spans of texts.</summary>
internal sealed class SpanComparison : AnswerComparison
{
    public override EvaluationResult Compare(Dataset truth, List<AnswerPair> pairs, int seed, List<Fault> faults)
    {
        var classes = Classes(truth, pairs, answer => answer.Region is TextSpan);
        var evaluator = new TaggingEvaluator(classes, seed);
        foreach (var (item, own, predicted) in pairs)
        {
            evaluator.Add(item.Id, Spans(own, classes), Spans(predicted, classes));
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
