using System.Text;

namespace Labelsmith.Formats.Conll;

/// <summary>A text with the places of its tokens.</summary>
/// <param name="Text">As people read it.</param>
/// <param name="Tokens">In order, in UTF-16 code units.</param>
internal sealed record ConllText(string Text, IReadOnlyList<Range> Tokens)
{
    /// <summary>Joins tokens.</summary>
    /// <param name="gaps">By token: what stands after it; that of the last one is left out.</param>
    public static ConllText Join(IReadOnlyList<string> tokens, Func<int, string> gaps)
    {
        var text = new StringBuilder();
        var places = new List<Range>(tokens.Count);
        for (var token = 0; token < tokens.Count; token++)
        {
            var start = text.Length;
            text.Append(tokens[token]);
            places.Add(start..text.Length);
            text.Append(token + 1 < tokens.Count ? gaps(token) : "");
        }

        return new ConllText(text.ToString(), places);
    }

    /// <summary>Finds tokens in a text that is known: in order, with nothing but white space and control characters between them.</summary>
    /// <returns>Null where the text has other tokens.</returns>
    public static ConllText? Find(IReadOnlyList<string> tokens, string text)
    {
        var places = new List<Range>(tokens.Count);
        var at = 0;
        foreach (var token in tokens)
        {
            while (at < text.Length && IsGap(text[at]) && !text.AsSpan(at).StartsWith(token))
            {
                at++;
            }

            if (!text.AsSpan(at).StartsWith(token))
            {
                return null;
            }

            places.Add(at..(at + token.Length));
            at += token.Length;
        }

        return text[at..].All(IsGap) ? new ConllText(text, places) : null;
    }

    private static bool IsGap(char letter) => char.IsWhiteSpace(letter) || char.IsControl(letter);
}
