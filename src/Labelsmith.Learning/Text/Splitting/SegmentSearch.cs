using System.Numerics.Tensors;

namespace Labelsmith.Learning.Text.Splitting;

/// <summary>The most probable segmentation of a text, with as many segments as it has itself.</summary>
/// <remarks>Utiyama and Isahara (2001), "A statistical model for domain-independent text segmentation", ACL 2001, doi:10.3115/1073012.1073076: each
/// segment draws its words from a distribution of its own, (f + 1) / (n + k), and m segments have the prior probability n^-m; the minimum is found
/// exactly by dynamic programming. Deviations: no segment has more than <see cref="LongestSegment"/> units; and where meanings are known, a segment
/// gains by the length of the sum of its units' directions, which is the larger the more they agree, as in Alemi and Ginsparg (2015), "Text
/// segmentation based on semantic word embeddings", arXiv:1503.05543.</remarks>
internal static class SegmentSearch
{
    public const int LongestSegment = 1000;

    private const double Agreement = 8; // what a unit gains at most
    private const double SegmentPrice = 1.8; // times the paper's, where agreement is counted: it alone favours short segments

    /// <returns>The first unit of each segment, from 0 on, and the mean (geometric) probability of a segment given all others that are possible.</returns>
    public static (List<int> Starts, double Score) Find(UnitWords words)
    {
        var count = words.ByUnit.Length;
        var perSegment = Math.Log(Math.Max(2, words.ByUnit.Sum(unit => unit.Length))) * (words.Directions is null ? 1 : SegmentPrice);
        var least = new double[count + 1];
        var total = new double[count + 1]; // ln of the sum over all segmentations up to a unit
        var from = new int[count + 1];
        least.AsSpan(1).Fill(double.PositiveInfinity);
        total.AsSpan(1).Fill(double.NegativeInfinity);
        var times = new int[words.Distinct];
        var sum = new float[words.Directions is [var first, ..] ? first.Length : 0];
        for (var start = 0; start < count; start++)
        {
            var (length, gain) = (0, 0.0);
            var end = start;
            Array.Clear(sum);
            for (; end < count && end - start < LongestSegment; end++)
            {
                foreach (var word in words.ByUnit[end])
                {
                    var before = times[word]++;
                    gain += (before + 1) * Math.Log(before + 2) - before * Math.Log(before + 1);
                    length++;
                }

                var cost = perSegment + length * Math.Log(length + words.Distinct) - gain;
                if (words.Directions is { } directions)
                {
                    TensorPrimitives.Add<float>(sum, directions[end], sum);
                    cost -= Agreement * TensorPrimitives.Norm<float>(sum);
                }

                if (least[start] + cost < least[end + 1])
                {
                    (least[end + 1], from[end + 1]) = (least[start] + cost, start);
                }

                total[end + 1] = LogAdd(total[end + 1], total[start] - cost);
            }

            for (var unit = start; unit < end; unit++)
            {
                foreach (var word in words.ByUnit[unit])
                {
                    times[word] = 0;
                }
            }
        }

        var starts = new List<int>();
        for (var unit = count; unit > 0; unit = from[unit])
        {
            starts.Insert(0, from[unit]);
        }

        return (starts, count == 0 ? 1 : Math.Clamp(Math.Exp((-least[count] - total[count]) / starts.Count), 0, 1));
    }

    private static double LogAdd(double one, double other)
    {
        var (high, low) = one > other ? (one, other) : (other, one);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
