using System.Globalization;
using System.Text;

namespace Labelsmith.Learning.Text;

/// <summary>Makes texts that read alike equal.</summary>
internal static class TextFolding
{
    private static readonly Dictionary<(char Letter, char Mark), char> _compositions = ReadCompositions();

    /// <summary>A letter and the mark after it become one character, as Unicode's NFC, and full-width forms become plain ones, as
    /// NFKC.</summary>
    /// <remarks><see cref="string.Normalize()"/> does nothing here: it needs ICU, which the program runs without. The pairs are
    /// those of Unicode 14 within the basic plane (<c>compositions.txt</c>); marks in an unusual order and Hangul that is spelt in
    /// single letters stay as they are.</remarks>
    /// <param name="origins">Receives where each character of the result was in the text, and the text's length last.</param>
    public static string Compose(string text, List<int>? origins = null)
    {
        if (Ascii.IsValid(text))
        {
            origins?.AddRange(Enumerable.Range(0, text.Length + 1));
            return text;
        }

        var composed = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            var plain = character switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0), // full-width forms of ASCII
                '\u3000' or '\u00A0' => ' ',
                _ => character,
            };
            if (composed.Length > 0 && plain >= '\u0300' && _compositions.TryGetValue((composed[^1], plain), out var whole))
            {
                composed[^1] = whole;
            }
            else
            {
                composed.Append(plain);
                origins?.Add(at);
            }
        }

        origins?.Add(text.Length);
        return composed.ToString();
    }

    /// <summary>Lower case, each digit as 0, each run of white space as one space, with a space at both ends.</summary>
    /// <param name="origins">As for <see cref="Compose"/>; the spaces at the ends are where the text begins and ends.</param>
    public static string Flatten(string text, List<int>? origins = null)
    {
        var flat = new StringBuilder(text.Length + 2).Append(' ');
        origins?.Add(0);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                if (flat[^1] != ' ')
                {
                    flat.Append(' ');
                    origins?.Add(at);
                }
            }
            else
            {
                var isDigit = char.GetUnicodeCategory(character) == UnicodeCategory.DecimalDigitNumber;
                flat.Append(isDigit ? '0' : char.ToLowerInvariant(character));
                origins?.Add(at);
            }
        }

        if (flat[^1] != ' ')
        {
            flat.Append(' ');
            origins?.Add(text.Length);
        }

        origins?.Add(text.Length);
        return flat.ToString();
    }

    private static Dictionary<(char Letter, char Mark), char> ReadCompositions()
    {
        using var stream = typeof(TextFolding).Assembly.GetManifestResourceStream("compositions.txt")
            ?? throw new InvalidOperationException("compositions.txt is not built into the assembly.");
        using var reader = new StreamReader(stream);
        var pairs = new Dictionary<(char, char), char>();
        while (reader.ReadLine() is { } line)
        {
            var codes = Array.ConvertAll(line.Split(' '), code => (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            pairs.Add((codes[0], codes[1]), codes[2]);
        }

        return pairs;
    }
}
