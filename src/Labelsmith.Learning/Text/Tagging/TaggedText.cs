namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A text as a row of tokens with what is seen of each.</summary>
/// <param name="Words">Where the tokens are, in UTF-16 code units.</param>
/// <param name="Features">By token: the buckets of what is seen of it (<see cref="TokenFeatures"/>).</param>
/// <param name="Cuts">Where pieces of the row begin that are tagged by themselves; the first is 0, the last the end.</param>
internal sealed record TaggedText(List<Range> Words, int[][] Features, List<int> Cuts)
{
    /// <summary>A line's end cuts once a piece has this many tokens.</summary>
    private const int WishedLength = 256;

    /// <summary>Anything cuts at this many.</summary>
    private const int MostLength = 1024;

    public static TaggedText Read(string text)
    {
        var words = Domain.Words.Find(text);
        var cuts = new List<int> { 0 };
        for (var token = 1; token < words.Count; token++)
        {
            var length = token - cuts[^1];
            if (length >= MostLength ||
                (length >= WishedLength && text.AsSpan(words[token - 1].End.Value..words[token].Start.Value).Contains('\n')))
            {
                cuts.Add(token);
            }
        }

        cuts.Add(words.Count);
        return new TaggedText(words, TokenFeatures.Of(text, words), cuts);
    }
}
