namespace Labelsmith.Domain.Regions;

/// <summary>A part of a text.</summary>
/// <param name="Start">The first UTF-16 code unit of the span, from 0.</param>
/// <param name="End">The code unit after its last one.</param>
public sealed record TextSpan(int Start, int End) : Region
{
    public override string? FindFault() =>
        Start >= 0 && End > Start ? null : $"A span needs 0 <= start < end, not {Start} to {End}.";
}
