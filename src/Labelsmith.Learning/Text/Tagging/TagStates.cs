using Labelsmith.Metrics;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>The states that a token can be in: outside of every span (0), the first token of a span of type k (1 + 2k), or a
/// later one (2 + 2k). Spans do not overlap.</summary>
/// <remarks>Ramshaw and Marcus (1995), "Text chunking using transformation-based learning", arXiv:cmp-lg/9505040, as IOB2.</remarks>
internal static class TagStates
{
    public const int Outside = 0;

    public static int Count(int typeCount) => 1 + 2 * typeCount;

    public static int First(int type) => 1 + 2 * type;

    public static int Later(int type) => 2 + 2 * type;

    public static bool IsLater(int state) => state > 0 && state % 2 == 0;

    /// <summary>Whether <paramref name="to"/> may follow <paramref name="from"/> (-1: the beginning).</summary>
    public static bool MayFollow(int from, int to) => !IsLater(to) || from == to || from == to - 1;

    /// <summary>The states of a text's tokens: a token that a span touches belongs to it; where two spans touch one token the
    /// earlier one keeps it.</summary>
    /// <param name="words">Where the tokens are.</param>
    /// <param name="spans">In any order.</param>
    public static int[] Of(List<Range> words, IEnumerable<TypedSpan> spans)
    {
        var states = new int[words.Count];
        var token = 0;
        foreach (var span in spans.OrderBy(span => span.Start).ThenByDescending(span => span.End))
        {
            while (token < words.Count && words[token].End.Value <= span.Start)
            {
                token++;
            }

            for (var isFirst = true; token < words.Count && words[token].Start.Value < span.End; token++, isFirst = false)
            {
                states[token] = isFirst ? First(span.Type) : Later(span.Type);
            }
        }

        return states;
    }
}
