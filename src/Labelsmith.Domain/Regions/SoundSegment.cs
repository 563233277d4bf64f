namespace Labelsmith.Domain.Regions;

/// <summary>A part of a recording.</summary>
/// <param name="Start">In seconds from the recording's beginning.</param>
/// <param name="End">In seconds; after the start.</param>
public sealed record SoundSegment(double Start, double End) : Region
{
    public override string? FindFault() =>
        Start >= 0 && End > Start && double.IsFinite(End) ? null : $"A segment needs 0 <= start < end in seconds, not {Start} to {End}.";
}
