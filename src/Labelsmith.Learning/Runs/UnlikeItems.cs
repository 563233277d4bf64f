using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
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

    private Neighbour? NearestTo(ClassOutput output) =>
        output.Features is { } features && examples?.Nearest(features, 1, output.ItemId) is [var nearest] ? nearest : null;
}
