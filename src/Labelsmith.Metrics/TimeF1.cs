namespace Labelsmith.Metrics;

/// <summary>F1 of time: for how long truth and prediction are of a type, and for how long of the same; the times of all types and recordings
/// are added first (micro).</summary>
/// <remarks>Mesaros, Heittola and Virtanen (2016), "Metrics for polyphonic sound event detection", doi:10.3390/app6060162, with exact times in
/// place of segments of a second. Segments of a type that overlap each other count once.</remarks>
public static class TimeF1
{
    /// <summary>What one or many recordings gave, in seconds: add, then ask for the score.</summary>
    /// <param name="Both">Of a type in truth and in prediction.</param>
    /// <param name="Truth">Of a type in truth.</param>
    /// <param name="Predicted">Of a type in prediction.</param>
    public readonly record struct Times(double Both, double Truth, double Predicted)
    {
        /// <summary>0 to 1; NaN when there is neither truth nor prediction.</summary>
        public double F1 => 2 * Both / (Truth + Predicted);

        public static Times operator +(Times left, Times right) =>
            new(left.Both + right.Both, left.Truth + right.Truth, left.Predicted + right.Predicted);
    }

    /// <summary>Measures one recording.</summary>
    public static Times Measure(IReadOnlyList<TypedSegment> truth, IReadOnlyList<TypedSegment> predicted)
    {
        var sum = default(Times);
        foreach (var type in truth.Concat(predicted).Select(segment => segment.Type).Distinct())
        {
            var (real, guessed) = (Union(truth, type), Union(predicted, type));
            sum += new Times(
                real.Sum(one => guessed.Sum(one.Overlap)), real.Sum(one => one.Length), guessed.Sum(one => one.Length));
        }

        return sum;
    }

    /// <returns>0 to 1, of one recording; NaN when there is neither truth nor prediction.</returns>
    public static double Score(IReadOnlyList<TypedSegment> truth, IReadOnlyList<TypedSegment> predicted) => Measure(truth, predicted).F1;

    /// <summary>Those of one type, without overlaps.</summary>
    private static List<TypedSegment> Union(IReadOnlyList<TypedSegment> segments, int type)
    {
        var union = new List<TypedSegment>();
        foreach (var next in segments.Where(segment => segment.Type == type).OrderBy(segment => segment.Start))
        {
            if (union.Count > 0 && next.Start <= union[^1].End)
            {
                union[^1] = union[^1] with { End = Math.Max(union[^1].End, next.End) };
            }
            else
            {
                union.Add(next);
            }
        }

        return union;
    }
}
