namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A text whose states a model has guessed.</summary>
/// <param name="States">By token: -1 where the model was not sure.</param>
/// <param name="Weight">As in <see cref="TaggedPiece"/>.</param>
internal sealed record GuessedText(TaggedText Text, int[] States, double Weight)
{
    /// <summary>Guesses, and keeps what is sure: a span all of whose tokens are as probable as <paramref name="least"/> together, and a token
    /// outside of spans as probable as that. States that stay agree with a row that is allowed, namely the most probable one.</summary>
    /// <param name="read">Makes a chain of columns.</param>
    public static GuessedText Of(TaggedText text, TokenVocabulary vocabulary, Func<int[][], Chain> read, double least)
    {
        var states = new int[text.Words.Count];
        foreach (var piece in text.Pieces)
        {
            var chain = read(vocabulary.Columns(text.Features[piece]));
            var best = chain.Best().States;
            for (var token = 0; token < best.Length;)
            {
                var first = token;
                while (!TagStates.MayEnd(best[token]))
                {
                    token++;
                }

                var probability = best[first] == TagStates.Outside
                    ? chain.Marginal(first, TagStates.Outside)
                    : chain.SpanProbability(first, token, TagStates.TypeOf(best[first]));
                for (var at = first; at <= token; at++)
                {
                    states[piece.Start.Value + at] = probability >= least ? best[at] : -1;
                }

                token++;
            }
        }

        return new GuessedText(text, states, 1);
    }

    /// <summary>The text's pieces as the vocabulary sees them.</summary>
    public IEnumerable<TaggedPiece> Pieces(TokenVocabulary vocabulary) =>
        Text.Pieces.Select(piece => new TaggedPiece(vocabulary.Columns(Text.Features[piece]), States[piece], Weight));
}
