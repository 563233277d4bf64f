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
    public static string Compose(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var composed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
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
            }
        }

        return composed.ToString();
    }

    /// <summary>Lower case, each digit as 0, each run of white space as one space, with a space at both ends.</summary>
    public static string Flatten(string text)
    {
        var flat = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                if (flat[^1] != ' ')
                {
                    flat.Append(' ');
                }
            }
            else
            {
                var isDigit = char.GetUnicodeCategory(character) == UnicodeCategory.DecimalDigitNumber;
                flat.Append(isDigit ? '0' : char.ToLowerInvariant(character));
            }
        }

        return flat[^1] == ' ' ? flat.ToString() : flat.Append(' ').ToString();
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
