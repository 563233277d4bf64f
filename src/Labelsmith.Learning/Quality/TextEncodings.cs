using System.Text.RegularExpressions;

namespace Labelsmith.Learning.Quality;

/// <summary>Finds letters that come from reading one encoding as another.</summary>
internal static partial class TextEncodings
{
    /// <summary>Says what is odd, or null.</summary>
    public static string? FindFault(string text)
    {
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return "It has letters that could not be decoded (\uFFFD): it is probably in another encoding than the others; save it as UTF-8.";
        }

        return Misread().Match(text) is { Success: true, Value: var letters }
            ? $"It has '{letters}', which is how UTF-8 looks when it is read as Latin-1 or Windows-1252: read the original as UTF-8 again."
            : null;
    }

    // the first byte of a UTF-8 sequence as a Latin letter, then a byte from 80 to BF as Latin-1 or Windows-1252 shows it
    [GeneratedRegex("[\u00C3\u00C2\u00C5\u00D0\u00D1][\u0080-\u00BF]|\u00E2\u20AC[\u2122\u0153\u009D\u201C\u201D\u02DC\u00A2\u00A6]")]
    private static partial Regex Misread();
}
