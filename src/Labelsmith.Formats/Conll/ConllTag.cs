namespace Labelsmith.Formats.Conll;

/// <summary>A tag: where in a span a token stands, and the span's label.</summary>
/// <remarks>Reads IOB and IOB2 (Ramshaw and Marcus 1995, arXiv:cmp-lg/9505040), BIOES, BMES and BILOU; tags without a label belong to spans
/// that are called <see cref="Unnamed"/>.</remarks>
/// <param name="Place">O, B, I, E or S.</param>
/// <param name="Label">Empty where <paramref name="Place"/> is O.</param>
internal readonly record struct ConllTag(char Place, string Label)
{
    public const string Outside = "O";

    /// <summary>Nobody has tagged the token, as CoNLL-U writes what is not known.</summary>
    public const string Unknown = "_";

    public const string Unnamed = "span";

    /// <summary>Null where the text is no tag.</summary>
    public static ConllTag? Parse(string tag)
    {
        if (tag == Outside)
        {
            return new ConllTag('O', "");
        }

        var place = tag.Length == 0 ? '\0' : tag[0] switch
        {
            'M' => 'I',
            'L' => 'E',
            'U' => 'S',
            'B' or 'I' or 'E' or 'S' => tag[0],
            _ => '\0',
        };
        return place == '\0' || (tag.Length > 1 && (tag[1] is not ('-' or '_') || tag.Length == 2))
            ? null
            : new ConllTag(place, tag.Length == 1 ? Unnamed : tag[2..]);
    }

    /// <summary>The spans that a row of tags means, as first and last token. Where a tag may not follow the one before it, a span begins,
    /// which is how <c>conlleval</c> counts.</summary>
    public static IEnumerable<(int First, int Last, string Label)> Spans(IReadOnlyList<ConllTag> tags)
    {
        var first = -1; // of the span that is open
        for (var token = 0; token < tags.Count; token++)
        {
            var (place, label) = tags[token];
            if (first >= 0 && (place is 'O' or 'B' or 'S' || tags[first].Label != label))
            {
                yield return (first, token - 1, tags[first].Label);
                first = -1;
            }

            first = place != 'O' && first < 0 ? token : first;
            if (place is 'E' or 'S')
            {
                yield return (first, token, label);
                first = -1;
            }
        }

        if (first >= 0)
        {
            yield return (first, tags.Count - 1, tags[first].Label);
        }
    }
}
