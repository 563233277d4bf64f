using Labelsmith.Learning.Models;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Inference;

/// <summary>From the maps of a <see cref="CenterNet"/> to boxes.</summary>
public static class CenterDecoding
{
    /// <summary>Boxes below are not worth keeping.</summary>
    public const double LeastScore = 0.03;

    private const double MostOverlap = 0.6; // IoU; objects that overlap more are taken for one
    private const int MostBoxes = BoxMatching.MostFound;

    /// <summary>A place whose score is the highest among its neighbours of the class is a centre; of boxes that overlap, the surest stays.</summary>
    /// <param name="maps">Shape ((K + 4) × rows × columns), as exported networks give it.</param>
    /// <param name="classes">K.</param>
    /// <returns>Surest first, in pixels of the network's image.</returns>
    public static IReadOnlyList<FoundBox> Decode(ReadOnlySpan<float> maps, int classes, int rows, int columns)
    {
        var plane = rows * columns;
        var edges = maps[(classes * plane)..];
        var boxes = new List<FoundBox>();
        for (var label = 0; label < classes; label++)
        {
            var scores = maps.Slice(label * plane, plane);
            for (var at = 0; at < plane; at++)
            {
                if (scores[at] >= LeastScore && IsPeak(scores, at, rows, columns))
                {
                    var (x, y) = (((at % columns) + 0.5) * CenterNet.Stride, ((at / columns) + 0.5) * CenterNet.Stride);
                    var (left, top) = (x - edges[at], y - edges[plane + at]);
                    boxes.Add(new FoundBox(
                        label, left, top, x + edges[(2 * plane) + at] - left, y + edges[(3 * plane) + at] - top, scores[at]));
                }
            }
        }

        return Suppress(boxes);
    }

    /// <summary>Non-maximum suppression: from the surest on, boxes of the same class that overlap one before them go.</summary>
    /// <param name="mostOverlap">IoU, 0 to 1.</param>
    public static IReadOnlyList<FoundBox> Suppress(IEnumerable<FoundBox> boxes, double mostOverlap = MostOverlap)
    {
        var kept = new List<FoundBox>();
        foreach (var box in boxes.OrderByDescending(box => box.Score).TakeWhile(_ => kept.Count < MostBoxes))
        {
            if (!kept.Any(other => other.Class == box.Class && BoxOverlap.Iou(
                box.X, box.Y, box.Width, box.Height, other.X, other.Y, other.Width, other.Height) > mostOverlap))
            {
                kept.Add(box);
            }
        }

        return kept;
    }

    private static bool IsPeak(ReadOnlySpan<float> scores, int at, int rows, int columns)
    {
        var (x, y) = (at % columns, at / columns);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(rows - 1, y + 1); row++)
        {
            for (var column = Math.Max(0, x - 1); column <= Math.Min(columns - 1, x + 1); column++)
            {
                var other = (row * columns) + column;
                // of equal neighbours the first is the peak
                if (scores[other] > scores[at] || (scores[other] == scores[at] && other < at))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
