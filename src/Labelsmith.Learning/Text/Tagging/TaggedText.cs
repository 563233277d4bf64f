namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A text as a row of tokens with what is seen of each.</summary>
/// <param name="Words">Where the tokens are, in UTF-16 code units.</param>
/// <param name="Features">By token: the buckets of what is seen of it (<see cref="TokenFeatures"/>).</param>
/// <param name="Pieces">Of the row, none empty: each is tagged by itself.</param>
internal sealed record TaggedText(List<Range> Words, int[][] Features, List<Range> Pieces)
{
    /// <summary>A line's end cuts once a piece has this many tokens.</summary>
    private const int WishedLength = 256;

    /// <summary>Anything cuts at this many.</summary>
    private const int MostLength = 1024;

    public static TaggedText Read(string text)
    {
        var words = Domain.Words.Find(text);
        var pieces = new List<Range>();
        var first = 0;
        for (var token = 1; token <= words.Count; token++)
        {
            var length = token - first;
            if (token == words.Count || length >= MostLength ||
                (length >= WishedLength && text.AsSpan(words[token - 1].End.Value..words[token].Start.Value).Contains('\n')))
            {
                pieces.Add(first..token);
                first = token;
            }
        }

        return new TaggedText(words, TokenFeatures.Of(text, words), pieces);
    }
}
