using System.Diagnostics.CodeAnalysis;

namespace Labelsmith.Server.Documentation;

/// <summary>An enum in a query, written as everywhere else in the API: lower camel case. (The framework by itself wants C#'s
/// names.)</summary>
internal readonly record struct Word<T>(T Value) : IParsable<Word<T>>
    where T : struct, Enum
{
    public static Word<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word)
            ? word
            : throw new FormatException($"'{s}' is none of {string.Join(", ", Enum.GetNames<T>())}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<T> result)
    {
        var isName = Enum.TryParse<T>(s, ignoreCase: true, out var value) && !char.IsAsciiDigit(s[0]) && s[0] is not ('-' or '+');
        result = new Word<T>(value);
        return isName;
    }
}
