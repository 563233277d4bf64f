using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Segments of recordings.</summary>
internal sealed class SegmentComparison : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var classes = Classes(truth, pairs, answer => answer.Region is SoundSegment);
        var evaluator = new SegmentEvaluator(classes, seed);
        foreach (var pair in pairs)
        {
            var broken = pair.Truth.Concat(pair.Predicted).Select(answer => answer.FindFault()).FirstOrDefault(fault => fault is not null);
            if (broken is not null)
            {
                faults.Add(new Fault(pair.Item.Id, broken));
                continue;
            }

            compared(pair with { Score = evaluator.Add(pair.Item.Id, Segments(pair.Truth, classes), Segments(pair.Predicted, classes)) });
        }

        return evaluator.Finish();
    }

    private static List<TypedSegment> Segments(IReadOnlyList<Answer> answers, IReadOnlyList<string> classes) =>
    [
        .. from answer in answers
           where answer.Region is SoundSegment
           let segment = (SoundSegment)answer.Region!
           from label in answer.Labels
           select new TypedSegment(segment.Start, segment.End, IndexOf(classes, label)),
    ];
}
