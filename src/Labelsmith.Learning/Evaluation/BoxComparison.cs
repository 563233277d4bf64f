using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Boxes of images, and those around other regions. A box without a score counts as sure.</summary>
internal sealed class BoxComparison : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var classes = Classes(truth, pairs, answer => answer.Region is not null and not (TextSpan or SoundSegment));
        var evaluator = new DetectionEvaluator(classes, seed);
        foreach (var pair in pairs)
        {
            var broken = pair.Truth.Concat(pair.Predicted).Select(answer => answer.FindFault()).FirstOrDefault(fault => fault is not null);
            if (broken is not null)
            {
                faults.Add(new Fault(pair.Item.Id, broken));
                continue;
            }

            var score = evaluator.Add(
                pair.Item.Id,
                [.. Boxes(pair.Truth, classes).Select(found => new TrueBox(found.Class, found.Box.X, found.Box.Y, found.Box.Width, found.Box.Height))],
                [.. Boxes(pair.Predicted, classes).Select(found =>
                    new FoundBox(found.Class, found.Box.X, found.Box.Y, found.Box.Width, found.Box.Height, found.Score ?? 1))]);
            compared(pair with { Score = score });
        }

        return evaluator.Finish();
    }

    private static IEnumerable<(int Class, Box Box, double? Score)> Boxes(IReadOnlyList<Answer> answers, IReadOnlyList<string> classes) =>
        from answer in answers
        let box = answer.Region is { } region ? RegionExtent.Bounds(region) : null
        where box is not null
        from label in answer.Labels
        select (IndexOf(classes, label), box, answer.Score);
}
