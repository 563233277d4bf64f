namespace Labelsmith.Metrics;

/// <summary>A stretch of time with its type.</summary>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds; after the start.</param>
/// <param name="Type">In 0..K-1.</param>
public readonly record struct TypedSegment(double Start, double End, int Type)
{
    public double Length => End - Start;

    /// <summary>For how long both last, in seconds.</summary>
    public double Overlap(TypedSegment other) => Math.Max(0, Math.Min(End, other.End) - Math.Max(Start, other.Start));
}
