using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>The numbers learned from, seen from afar: networks learn them standardised.</summary>
/// <param name="Mean">What a model that looks at no item would answer.</param>
/// <param name="Deviation">Above 0.</param>
/// <param name="Spread">Half the width of the range that holds nine tenths of them; above 0.</param>
internal sealed record NumberScale(double Mean, double Deviation, double Spread)
{
    /// <exception cref="BadDataException">All numbers are the same.</exception>
    public static NumberScale Of(IReadOnlyList<double> numbers)
    {
        if (numbers.Distinct().Take(2).Count() < 2)
        {
            throw new BadDataException("Regression needs items with different numbers: all that are labelled have the same one, so label others.");
        }

        var mean = numbers.Average();
        var deviation = Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
        double[] sorted = [.. numbers.Order()];
        const double outside = (1 - NumberInterval.Coverage) / 2;
        var spread = (Percentile.Of(sorted, 1 - outside) - Percentile.Of(sorted, outside)) / 2;
        return new NumberScale(mean, deviation, spread > 0 ? spread : deviation);
    }

    public float Standardise(double number) => (float)((number - Mean) / Deviation);
}
