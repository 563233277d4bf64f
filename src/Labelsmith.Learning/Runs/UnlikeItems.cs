using System.Globalization;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Reporting;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Runs;

/// <summary>Finds unlabelled items that are unlike every labelled one: perhaps of a class that nobody has named yet.</summary>
/// <remarks>
/// Alike is the cosine between an item's features and the nearest labelled item's, after Sun, Ming, Zhu and Li (2022), "Out-of-distribution
/// detection with deep nearest neighbors", arXiv:2204.06507. How alike items of the known classes are, test items tell, which were not learned
/// from either; <see cref="Exceedances"/> decides.
/// </remarks>
/// <param name="examples">Null: the model doesn't tell features, so nothing is found.</param>
internal sealed class UnlikeItems(ExampleIndex? examples)
{
    private readonly List<double> _known = [];
    private readonly List<UnlikeItem> _judged = [];

    /// <summary>Lets test items go by: of the known classes, but not learned from.</summary>
    public IEnumerable<(DataItem Item, ItemOutput Output)> Watch(IEnumerable<(DataItem Item, ItemOutput Output)> outputs)
    {
        foreach (var pair in outputs)
        {
            if (pair.Output is ClassOutput output && NearestTo(output) is { } nearest)
            {
                _known.Add(nearest.Similarity);
            }

            yield return pair;
        }
    }

    /// <summary>An unlabelled item.</summary>
    public void Judge(ItemOutput output)
    {
        if (output is ClassOutput answer && NearestTo(answer) is { } nearest)
        {
            _judged.Add(new UnlikeItem(output.ItemId, nearest.Similarity, nearest.ItemId, nearest.Label));
        }
    }

    /// <summary>The strangest first, and how many would be found were all of the known classes.</summary>
    public (IReadOnlyList<UnlikeItem> Items, double Expected) Find() =>
        Exceedances.Find([.. _known], [.. _judged.Select(item => item.Similarity)]) is { } strange
            ? ([.. _judged.Where(item => item.Similarity < strange.Limit).OrderBy(item => item.Similarity)], strange.Expected)
            : ([], 0);

    /// <summary>What is unlike all that was taught keeps its answer as the nearest guess, but nobody is told to believe it.</summary>
    public static void Doubt(List<ItemPrediction> predictions, IReadOnlyList<UnlikeItem> strange, double expected, LearningContext context)
    {
        if (strange.Count == 0)
        {
            return;
        }

        var ids = strange.Select(item => item.Id).ToHashSet();
        for (var i = 0; i < predictions.Count; i++)
        {
            predictions[i] = ids.Contains(predictions[i].ItemId) ? predictions[i] with { Score = 0 } : predictions[i];
        }

        context.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{strange.Count} unlabelled items are unlike every labelled one; about {expected:0} would be, were all of the named classes. Their predictions have the score 0: look at them first, for perhaps a class has no label yet."));
    }

    /// <summary>Puts the strangest into the report's pictures.</summary>
    public static void Show(
        IReadOnlyList<UnlikeItem> strange, IReadOnlyList<DataItem> pool, ModelCard card, LearningRequest request, SampleGallery samples)
    {
        var shown = strange.Take(samples.Size).ToList();
        var ids = shown.Select(item => item.Id).ToHashSet();
        var byId = pool.Where(item => ids.Contains(item.Id)).DistinctBy(item => item.Id).ToDictionary(item => item.Id);
        var draw = new TestSamples(request.Data.Medium, card.Classes, request.Data.Background);
        samples.Unlike =
        [
            .. shown.Select(item => draw.OfAnswer(
                byId[item.Id], $"nearest: {item.Label}", item.Similarity.ToString("0.00", CultureInfo.InvariantCulture), item.Similarity)),
        ];
    }

    private Neighbour? NearestTo(ClassOutput output) =>
        output.Features is { } features && examples?.Nearest(features, 1, output.ItemId) is [var nearest] ? nearest : null;
}
