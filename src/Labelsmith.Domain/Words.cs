using System.Globalization;
using System.Text;

namespace Labelsmith.Domain;

/// <summary>Cuts texts into words in any language: runs of letters, digits and underscores; any other visible character by
/// itself; and each character by itself in scripts that write without spaces, where pairs of neighbours then stand for words.</summary>
public static class Words
{
    /// <summary>Where the words are, in UTF-16 code units.</summary>
    public static List<Range> Find(ReadOnlySpan<char> text)
    {
        var words = new List<Range>();
        var start = -1;
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            var isPart = IsWordPart(rune);
            if (start >= 0 && (!isPart || IsUnspaced(rune)))
            {
                words.Add(start..at);
                start = -1;
            }

            if (isPart && !IsUnspaced(rune))
            {
                start = start < 0 ? at : start;
            }
            else if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                words.Add(at..(at + length));
            }

            at += length;
        }

        if (start >= 0)
        {
            words.Add(start..text.Length);
        }

        return words;
    }

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value == '_' ||
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar.</summary>
    private static bool IsUnspaced(Rune rune) => rune.Value is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or
        (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or
        (>= 0x20000 and <= 0x3FFFF);
}
