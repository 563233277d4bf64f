namespace Labelsmith.Domain.Answers;

/// <summary>Where a model expects a number to lie in nine of ten items like this one.</summary>
/// <param name="Low">In the unit of the number.</param>
/// <param name="High">In the unit of the number; at least <paramref name="Low"/>.</param>
public sealed record NumberInterval(double Low, double High)
{
    /// <summary>The share of items whose number a model's interval is to hold.</summary>
    public const double Coverage = 0.9;

    /// <summary>Says what is wrong with the interval, or null when it is sound.</summary>
    public string? FindFault() =>
        double.IsFinite(Low) && double.IsFinite(High) && Low <= High ? null : $"An interval goes from a number up to a number, not from {Low} to {High}.";
}
