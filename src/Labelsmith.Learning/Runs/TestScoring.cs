using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
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
    /// <param name="outputs">As <see cref="Outputs"/> gives them.</param>
    /// <param name="card">Of the model that gave them.</param>
    /// <param name="learnedFrom">The items that the model has learned from; empty where there were several models.</param>
    /// <param name="samples">Is offered the items to show.</param>
    public static EvaluationResult Score(
        IEnumerable<(DataItem Item, ItemOutput Output)> outputs, ModelCard card, IEnumerable<DataItem> learnedFrom, LearningContext context,
        SampleGallery samples)
    {
        context.Tell(LearningStage.Evaluate, 0);
        var request = context.Request;
        var draw = new TestSamples(request.Data.Medium, card.Classes, request.Data.Background, card.Task, card.Threshold);
        return card.Task switch
        {
            TaskKind.Classification => Classes(outputs, card.Classes, request.Seed, draw, samples),
            TaskKind.Multilabel => LabelSets(outputs, card, request.Seed, draw, samples),
            TaskKind.Regression => Numbers(outputs, learnedFrom, request.Seed, draw, samples),
            _ => Answers(outputs, card, learnedFrom, context, draw, samples),
        };
    }

    private static EvaluationResult LabelSets(
        IEnumerable<(DataItem Item, ItemOutput Output)> outputs, ModelCard card, int seed, TestSamples draw, SampleGallery samples)
    {
        var evaluator = new LabelSetEvaluator(card.Classes, seed);
        foreach (var (item, output) in outputs)
        {
            if (output is LabelSetOutput answer)
            {
                var (truth, chosen) = (ItemTruth.LabelsOf(item, card.Classes), answer.Chosen(card));
                var score = evaluator.Add(item.Id, truth, chosen, answer.Probabilities);
                samples.Offer(score, () => draw.OfAnswer(
                    item,
                    $"true: {LabelSetEvaluator.Write(card.Classes, truth)}", $"predicted: {LabelSetEvaluator.Write(card.Classes, chosen)}", score));
            }
        }

        return evaluator.Finish();
    }

    private static EvaluationResult Numbers(
        IEnumerable<(DataItem Item, ItemOutput Output)> outputs, IEnumerable<DataItem> learnedFrom, int seed, TestSamples draw, SampleGallery samples)
    {
        double[] known = [.. learnedFrom.Select(ItemTruth.NumberOf)];
        var evaluator = new RegressionEvaluator(seed, known.Length > 0 ? known.Average() : null);
        foreach (var (item, output) in outputs)
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
        IEnumerable<(DataItem Item, ItemOutput Output)> outputs, IReadOnlyList<string> classes, int seed, TestSamples draw, SampleGallery samples)
    {
        var evaluator = new ClassificationEvaluator(classes, seed);
        foreach (var (item, output) in outputs)
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
        IEnumerable<(DataItem Item, ItemOutput Output)> outputs, ModelCard card, IEnumerable<DataItem> learnedFrom, LearningContext context,
        TestSamples draw, SampleGallery samples)
    {
        var items = new List<DataItem>();
        var predictions = new List<ItemPrediction>();
        foreach (var (item, output) in outputs)
        {
            items.Add(item);
            predictions.Add(output.ToPrediction(card));
        }

        var request = context.Request;
        var evaluation = AnswerEvaluator.Evaluate(
            request.Data with { Items = items, Classes = card.Classes }, predictions, card.Task, request.Seed,
            pair => samples.Offer(pair.Score, () => draw.OfRegions(pair)), learnedFrom);
        foreach (var fault in evaluation.Faults)
        {
            context.LeaveOut(fault);
        }

        return evaluation.Result;
    }

    /// <summary>What the model says of the test items; those that cannot be read are left out.</summary>
    public static IEnumerable<(DataItem Item, ItemOutput Output)> Outputs(
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
