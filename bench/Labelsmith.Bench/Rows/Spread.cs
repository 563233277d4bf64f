using System.Globalization;

namespace Labelsmith.Bench.Rows;

/// <summary>Values of several seeds, for people.</summary>
internal static class Spread
{
    /// <summary>Mean ± standard deviation of the sample; the value itself where there is one, nothing where there is none.</summary>
    public static string Write(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return "";
        }

        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Count - 1));
        return values.Count == 1
            ? mean.ToString("0.000", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{mean:0.000} ± {deviation:0.000}");
    }
}
