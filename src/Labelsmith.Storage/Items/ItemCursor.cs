using System.Globalization;

namespace Labelsmith.Storage.Items;

/// <summary>The place after an item in a sorted list: the sorted value and the item's number.</summary>
internal readonly record struct ItemCursor(double Value, long Seq)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:R}_{Seq}");

    /// <exception cref="FormatException">Not one of ours.</exception>
    public static ItemCursor Parse(string text)
    {
        var parts = text.Split('_');
        return parts is [var value, var seq]
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new ItemCursor(number, last)
            : throw new FormatException($"'{text}' is no cursor: use the one of the page before.");
    }
}
