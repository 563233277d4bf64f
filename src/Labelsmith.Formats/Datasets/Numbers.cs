using System.Globalization;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>Numbers that are the truth of an item, as they stand in files.</summary>
internal static class Numbers
{
    /// <summary>Null for what is not a finite number; a comma is no decimal point.</summary>
    public static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>What to say where <see cref="Parse"/> gives null.</summary>
    public static Fault Fault(string where, string text) =>
        new(where, $"'{text}' is no number, so the item counts as unlabelled: write it like 12 or 0.5.");
}
