namespace Labelsmith.Learning.Reporting;

/// <summary>Colours of classes in reports, distinct also for colour-blind eyes as far as there are enough.</summary>
/// <remarks>Okabe and Ito (2008), "Color universal design", in an order that keeps neighbours apart;
/// beyond seven the hues go round by the golden angle.</remarks>
internal static class ClassColor
{
    private static readonly (byte, byte, byte)[] _palette =
    [
        (86, 180, 233), (230, 159, 0), (0, 158, 115), (204, 121, 167), (240, 228, 66), (0, 114, 178), (213, 94, 0),
    ];

    public static (byte Red, byte Green, byte Blue) Of(int label) =>
        label < _palette.Length ? _palette[label] : FromHue(label * 137.508 % 360);

    public static string Css(int label)
    {
        var (red, green, blue) = Of(label);
        return $"#{red:x2}{green:x2}{blue:x2}";
    }

    private static (byte, byte, byte) FromHue(double degrees)
    {
        byte Channel(double offset)
        {
            var k = (offset + degrees / 30) % 12; // HSL with saturation 0.6 and lightness 0.6
            return (byte)(255 * (0.6 - 0.24 * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1))));
        }

        return (Channel(0), Channel(8), Channel(4));
    }
}
