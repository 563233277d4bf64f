using System.Globalization;
using System.Text;

namespace Labelsmith.Learning.Text;

/// <summary>Makes texts that read alike equal.</summary>
internal static class TextFolding
{
    /// <summary>Full-width forms become plain ones, and a mark after its letter becomes one character with it, as Unicode's
    /// NFKC does for these.</summary>
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
            composed.Append(plain);
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
                flat.Append(char.GetUnicodeCategory(character) == UnicodeCategory.DecimalDigitNumber ? '0' : char.ToLowerInvariant(character));
            }
        }

        return flat[^1] == ' ' ? flat.ToString() : flat.Append(' ').ToString();
    }
}
