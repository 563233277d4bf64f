using System.Globalization;
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
    /// <param name="constant">As of <see cref="RegressionEvaluator"/>.</param>
    public static EvaluationResult Score(
        Predictor predictor, IReadOnlyList<DataItem> test, IReadOnlyList<string> classes, TaskKind task,
        LearningRequest request, LearningContext context, SampleGallery samples, double? constant = null)
    {
        context.Tell(LearningStage.Evaluate, 0);
        var draw = new TestSamples(request.Data.Medium, classes, request.Data.Background, task, predictor.Card.Threshold);
        return task switch
        {
            TaskKind.Classification => Classes(predictor, test, classes, request.Seed, context, draw, samples),
            TaskKind.Multilabel => LabelSets(predictor, test, classes, request.Seed, context, draw, samples),
            TaskKind.Regression => Numbers(predictor, test, constant, request.Seed, context, draw, samples),
            _ => Answers(predictor, test, classes, task, request, context, draw, samples),
        };
    }

    private static EvaluationResult LabelSets(
        Predictor predictor, IReadOnlyList<DataItem> test, IReadOnlyList<string> classes, int seed, LearningContext context,
        TestSamples draw, SampleGallery samples)
    {
        var evaluator = new LabelSetEvaluator(classes, seed);
        foreach (var (item, output) in Outputs(predictor, test, context))
        {
            if (output is LabelSetOutput answer)
            {
                var (truth, chosen) = (ItemTruth.LabelsOf(item, classes), answer.Chosen(predictor.Card));
                var score = evaluator.Add(item.Id, truth, chosen, answer.Probabilities);
                samples.Offer(score, () => draw.OfAnswer(
                    item, $"true: {LabelSetEvaluator.Write(classes, truth)}", $"predicted: {LabelSetEvaluator.Write(classes, chosen)}", score));
            }
        }

        return evaluator.Finish();
    }

    private static EvaluationResult Numbers(
        Predictor predictor, IReadOnlyList<DataItem> test, double? constant, int seed, LearningContext context, TestSamples draw, SampleGallery samples)
    {
        var evaluator = new RegressionEvaluator(seed, constant);
        foreach (var (item, output) in Outputs(predictor, test, context))
        {
            if (output is NumberOutput answer)
            {
                var truth = ItemTruth.NumberOf(item);
                var score = evaluator.Add(item.Id, truth, answer.Number, answer.Interval);
                samples.Offer(score, () => draw.OfAnswer(
                    item,
                    $"true: {RegressionEvaluator.Write(truth)}",
                    $"predicted: {RegressionEvaluator.Write(answer.Number)} ± {answer.HalfWidth.ToString("G3", CultureInfo.InvariantCulture)}",
                    score));
            }
        }

        return evaluator.Finish();
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
        using var file = new TestFile(Directory.GetParent(context.ModelDirectory)!.FullName);
        foreach (var output in predictor.Run(test, context.Cancellation))
        {
            if (output is UnreadableOutput unreadable)
            {
                context.LeaveOut(unreadable.Fault);
            }
            else
            {
                Keep(file, test[done], output, predictor);
                yield return (test[done], output);
            }

            done++;
            if (done % step == 0)
            {
                context.Tell(LearningStage.Evaluate, (double)done / test.Count);
            }
        }
    }

    /// <summary>A truth that cannot be read is reported where it is compared.</summary>
    private static void Keep(TestFile file, DataItem item, ItemOutput output, Predictor predictor)
    {
        try
        {
            file.Add(new TestedItem(item.Id, item.ReadTruth!(), output.ToPrediction(predictor.Card).Answers));
        }
        catch (BadItemException)
        {
            return;
        }
    }
}
