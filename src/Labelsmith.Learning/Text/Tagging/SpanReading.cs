using Labelsmith.Metrics;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>From states back to spans of the text.</summary>
internal static class SpanReading
{
    /// <summary>The spans of the best row of states of one piece.</summary>
    /// <param name="first">The piece's first token.</param>
    public static IEnumerable<(TypedSpan Span, double Probability)> Spans(Chain chain, int[] states, List<Range> words, int first)
    {
        for (var start = 0; start < states.Length; start++)
        {
            if (states[start] == TagStates.Outside)
            {
                continue;
            }

            var type = TagStates.TypeOf(states[start]);
            var last = start;
            while (!TagStates.MayEnd(states[last]))
            {
                last++;
            }

            yield return (
                new TypedSpan(words[first + start].Start.Value, words[first + last].End.Value, type),
                chain.SpanProbability(start, last, type));
            start = last;
        }
    }
}
