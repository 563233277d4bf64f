using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares answers with answers, whoever gave them, matched by the items' ids.</summary>
public static class AnswerEvaluator
{
    /// <summary>Compares.</summary>
    /// <param name="truth">Its labelled items are the truth; its classes come first, further labels after them by name.</param>
    /// <param name="predictions">With label names in the answers, in any order; the last one of an id counts.</param>
    /// <param name="task">Null: the truth's own.</param>
    /// <param name="seed">Of the intervals.</param>
    /// <param name="compared">Told of each item that was compared.</param>
    /// <param name="learnedFrom">What the predictions were learned from: tells which words are known. Null: the truth's own training items.</param>
    /// <exception cref="BadDataException">Nothing can be compared; the message says why.</exception>
    public static AnswerEvaluation Evaluate(
        Dataset truth, IEnumerable<ItemPrediction> predictions, TaskKind? task = null, int seed = 0,
        Action<ComparedItem>? compared = null, IEnumerable<DataItem>? learnedFrom = null)
    {
        var kind = task ?? truth.Task
            ?? throw new BadDataException($"Nothing says what the answers of '{truth.Name}' answer: name it with --task.");
        var predicted = new Dictionary<string, IReadOnlyList<Answer>>();
        foreach (var prediction in predictions)
        {
            predicted[prediction.ItemId] = prediction.Answers;
        }

        var faults = new List<Fault>();
        var pairs = new List<ComparedItem>();
        var without = new List<string>();
        foreach (var item in truth.Items.Where(item => item.IsLabelled))
        {
            if (!predicted.Remove(item.Id, out var answers))
            {
                without.Add(item.Id);
            }
            else if (Read(item, faults) is { } own)
            {
                pairs.Add(new ComparedItem(item, own, answers, double.NaN));
            }
        }

        if (pairs.Count == 0)
        {
            throw new BadDataException(
                $"No item of '{truth.Name}' has both a truth and a prediction: {without.Count} lack a prediction, "
                + $"{predicted.Count} predictions have an id without truth{Example(without, predicted.Keys)}.");
        }

        var result = AnswerComparison.For(kind, learnedFrom ?? truth.Items.Where(item => item.Split == Split.Train)).Compare(
            truth, pairs, seed, faults, compared ?? (_ => { }));
        return new AnswerEvaluation(result, without, [.. predicted.Keys], faults);
    }

    private static IReadOnlyList<Answer>? Read(DataItem item, List<Fault> faults)
    {
        try
        {
            return item.ReadTruth!();
        }
        catch (BadItemException bad)
        {
            faults.Add(bad.Fault);
            return null;
        }
    }

    private static string Example(List<string> without, IEnumerable<string> unknown) =>
        without.FirstOrDefault() is { } known && unknown.FirstOrDefault() is { } other
            ? $" (ids read like '{known}' there and like '{other}' here)"
            : "";
}

/// <summary>One item's answers from both sides.</summary>
/// <param name="Item">The item.</param>
/// <param name="Truth">A person's answers.</param>
/// <param name="Predicted">A model's answers.</param>
/// <param name="Score">As <see cref="WorstItem.Score"/>; NaN where there is nothing to find and nothing was found.</param>
public sealed record ComparedItem(DataItem Item, IReadOnlyList<Answer> Truth, IReadOnlyList<Answer> Predicted, double Score);
