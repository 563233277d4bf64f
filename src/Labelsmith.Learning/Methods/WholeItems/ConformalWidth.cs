using System.Globalization;
using Labelsmith.Domain.Answers;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>Makes intervals hold the share of items that they promise, whatever the model is worth.</summary>
/// <remarks>Split conformal prediction with a width of its own for each item: Papadopoulos, Gammerman and Vovk (2008), "Normalized
/// nonconformity measures for regression conformal prediction"; Lei et al. (2018), doi:10.1080/01621459.2017.1307116, section 5.2. Of n
/// unseen items the ⌈0.9 (n + 1)⌉-th smallest ratio of error to expected error bounds nine of ten new ones.</remarks>
internal static class ConformalWidth
{
    private const int LeastForCoverage = 9; // with fewer, no ratio that was seen bounds nine of ten

    /// <summary>By what the expected errors are to be multiplied; says what it rests on in the report.</summary>
    /// <param name="ratios">Errors, each divided by what was expected of it.</param>
    /// <param name="areUnseen">Whether the items were not learned from.</param>
    /// <returns>Above 0.</returns>
    public static double Of(IReadOnlyList<double> ratios, bool areUnseen, LearningContext context)
    {
        var sorted = ratios.Order().ToArray();
        var rank = (int)Math.Ceiling(NumberInterval.Coverage * (sorted.Length + 1));
        var width = Math.Max(sorted[Math.Min(rank, sorted.Length) - 1], 1e-6);
        context.Note(!areUnseen
            ? "Intervals rest on the items learned from, for there were none to validate on: they are too narrow."
            : sorted.Length < LeastForCoverage
                ? $"Intervals rest on {sorted.Length} unseen items, too few to hold {NumberInterval.Coverage:0 %} of numbers: label more."
                : string.Create(CultureInfo.InvariantCulture,
                    $"Intervals are to hold {100 * NumberInterval.Coverage:0} % of numbers: what the model expects of its errors is multiplied by {width:0.00}, after {sorted.Length} items not learned from (conformal)."));
        return width;
    }
}
