using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Learning.Runs;

/// <summary>Runs the model that was written over the test items, and measures it.</summary>
internal static class TestScoring
{
    public static EvaluationResult Score(
        Predictor predictor, IReadOnlyList<DataItem> test, IReadOnlyList<string> classes, TaskKind task,
        LearningRequest request, LearningContext context, SampleGallery samples)
    {
        context.Tell(LearningStage.Evaluate, 0);
        var draw = new TestSamples(request.Data.Medium, classes, request.Data.Background, task, predictor.Card.Threshold);
        return task == TaskKind.Classification
            ? Classes(predictor, test, classes, request.Seed, context, draw, samples)
            : Answers(predictor, test, classes, task, request, context, draw, samples);
    }

    private static EvaluationResult Classes(
        Predictor predictor, IReadOnlyList<DataItem> test, IReadOnlyList<string> classes, int seed, LearningContext context,
        TestSamples draw, SampleGallery samples)
    {
        var evaluator = new ClassificationEvaluator(classes, seed);
        foreach (var (item, output) in Outputs(predictor, test, context))
        {
            if (output is ClassOutput answer)
            {
                var truth = ItemTruth.ClassOf(item, classes);
                var score = evaluator.Add(item.Id, truth, answer.Probabilities);
                samples.Offer(score, () => draw.OfClass(item, truth, answer.Best, score));
            }
        }

        return evaluator.Finish();
    }

    /// <summary>Any task, by the answers that a user would see.</summary>
    private static EvaluationResult Answers(
        Predictor predictor, IReadOnlyList<DataItem> test, IReadOnlyList<string> classes, TaskKind task,
        LearningRequest request, LearningContext context, TestSamples draw, SampleGallery samples)
    {
        var predictions = Outputs(predictor, test, context).Select(pair => pair.Output.ToPrediction(predictor.Card)).ToList();
        var evaluation = AnswerEvaluator.Evaluate(
            request.Data with { Items = test, Classes = classes }, predictions, task, request.Seed,
            pair => samples.Offer(pair.Score, () => draw.OfRegions(pair)));
        foreach (var fault in evaluation.Faults)
        {
            context.LeaveOut(fault);
        }

        return evaluation.Result;
    }

    private static IEnumerable<(DataItem Item, ItemOutput Output)> Outputs(
        Predictor predictor, IReadOnlyList<DataItem> test, LearningContext context)
    {
        var done = 0;
        var step = Math.Max(1, test.Count / 100);
        foreach (var output in predictor.Run(test, context.Cancellation))
        {
            if (output is UnreadableOutput unreadable)
            {
                context.LeaveOut(unreadable.Fault);
            }
            else
            {
                yield return (test[done], output);
            }

            done++;
            if (done % step == 0)
            {
                context.Tell(LearningStage.Evaluate, (double)done / test.Count);
            }
        }
    }
}
