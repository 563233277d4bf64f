using Labelsmith.Metrics;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>The states that a token can be in: outside of every span (0), or of a span of type k the first token (1 + 4k), a
/// middle one (2 + 4k), the last (3 + 4k) or its only one (4 + 4k). Spans do not overlap.</summary>
/// <remarks>The tags that Ratinov and Roth (2009), "Design challenges and misconceptions in named entity recognition",
/// doi:10.3115/1596374.1596399, found better than to tell only a span's first token from the others (BILOU there).</remarks>
internal static class TagStates
{
    public const int Outside = 0;

    private const int OfType = 4;

    public static int Count(int typeCount) => 1 + OfType * typeCount;

    public static int First(int type) => 1 + OfType * type;

    public static int Middle(int type) => 2 + OfType * type;

    public static int Last(int type) => 3 + OfType * type;

    public static int Single(int type) => 4 + OfType * type;

    /// <summary>The type of the span that a token in this state belongs to; none for <see cref="Outside"/>.</summary>
    public static int TypeOf(int state) => (state - 1) / OfType;

    /// <summary>Whether a span begins with a token in this state.</summary>
    public static bool Begins(int state) => state > 0 && (state - 1) % OfType is 0 or 3;

    /// <summary>Whether <paramref name="to"/> may follow <paramref name="from"/> (-1: the beginning).</summary>
    public static bool MayFollow(int from, int to) => Continues(to)
        ? from > 0 && IsOpen(from) && TypeOf(from) == TypeOf(to)
        : from < 0 || !IsOpen(from);

    /// <summary>Whether a row of states may end with this one.</summary>
    public static bool MayEnd(int state) => !IsOpen(state);

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

            var first = token;
            while (token < words.Count && words[token].Start.Value < span.End)
            {
                states[token++] = Middle(span.Type);
            }

            Mend(states.AsSpan(first..token));
        }

        return states;
    }

    /// <summary>Makes the ends of a piece of a row whole: a span that was cut begins and ends there.</summary>
    public static void Mend(Span<int> states)
    {
        if (states.Length > 0 && Continues(states[0]))
        {
            states[0] += IsOpen(states[0]) ? -1 : 1; // middle to first, last to single
        }

        if (states.Length > 0 && IsOpen(states[^1]))
        {
            states[^1] += Begins(states[^1]) ? 3 : 1; // first to single, middle to last
        }
    }

    private static bool IsOpen(int state) => state > 0 && (state - 1) % OfType is 0 or 1;

    private static bool Continues(int state) => state > 0 && (state - 1) % OfType is 1 or 2;
}
