using System.Text.RegularExpressions;

namespace Labelsmith.Domain.Schema;

/// <summary>One possible answer.</summary>
public sealed partial record Label
{
    /// <summary>Names the label in stored answers; never changes, so that a label can be renamed.</summary>
    public required string Id { get; init; }

    /// <summary>What people read and what exports say.</summary>
    public required string Name { get; init; }

    /// <summary>As <c>#rrggbb</c>.</summary>
    public required string Color { get; init; }

    /// <summary>The key that picks the label, one character; null: the position in the list, 1 to 9.</summary>
    public string? Hotkey { get; init; }

    /// <summary>Kept where it is in use, but no longer offered.</summary>
    public bool Retired { get; init; }

    /// <summary>Says what is wrong with the label, or null when it is sound.</summary>
    public string? FindFault()
    {
        if (string.IsNullOrWhiteSpace(Id) || string.IsNullOrWhiteSpace(Name))
        {
            return "A label needs an id and a name.";
        }

        return ColorPattern().IsMatch(Color) ? null : $"The colour of '{Name}' must read like #1f77b4, not '{Color}'.";
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex ColorPattern();
}
