namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A piece of a text to learn from.</summary>
/// <param name="Columns">By token: the columns of what is seen of it.</param>
/// <param name="States">By token: <see cref="TagStates"/>.</param>
internal sealed record TaggedPiece(int[][] Columns, int[] States);

/// <summary>A linear-chain conditional random field: the probability of a row of states given all that is seen.</summary>
/// <remarks>Lafferty, McCallum and Pereira (2001), "Conditional random fields", ICML; trained by the exact gradient of the
/// likelihood, as Sha and Pereira (2003), doi:10.3115/1073445.1073473, plus ‖w‖² / (2 C N), N being the tokens.</remarks>
internal sealed class ConditionalRandomField
{
    private readonly int _columns;
    private readonly int _states;
    private readonly double[] _parameters; // (columns, states), then (states, states)

    public ConditionalRandomField(int columnCount, int stateCount)
    {
        (_columns, _states) = (columnCount, stateCount);
        _parameters = new double[(columnCount + stateCount) * stateCount];
    }

    /// <summary>Shape (columns × states), row-major.</summary>
    public ReadOnlySpan<double> Weights => _parameters.AsSpan(0, _columns * _states);

    /// <summary>Shape (states × states): from row to column.</summary>
    public ReadOnlySpan<double> Transitions => _parameters.AsSpan(_columns * _states);

    /// <summary>Goes on learning from where it is.</summary>
    /// <param name="strength">C: the larger, the less the weights are held back.</param>
    /// <param name="goesOn">As in <see cref="Lbfgs.Minimize"/>; the weights are current when it is called.</param>
    public void Fit(IReadOnlyList<TaggedPiece> pieces, double strength, int mostIterations, Func<int, double, bool>? goesOn = null)
    {
        const double tolerance = 1e-5;
        Lbfgs.Minimize(_parameters, (point, gradient) => Loss(pieces, strength, point, gradient), mostIterations, tolerance, goesOn);
    }

    /// <summary>The chain over a piece as the weights are now.</summary>
    public Chain Read(int[][] columns) => new(Scores(_parameters, columns), Transitions, _states);

    /// <summary>−ln of the probability of the true states, by token, without the weights' own term.</summary>
    public double Loss(IReadOnlyList<TaggedPiece> pieces)
    {
        var loss = pieces.Sum(piece => Read(piece.Columns).LogPartition - PathScore(_parameters, piece));
        return loss / pieces.Sum(piece => piece.States.Length);
    }

    /// <summary>The objective and its gradient at <paramref name="point"/>.</summary>
    internal double Loss(IReadOnlyList<TaggedPiece> pieces, double strength, ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        double loss = 0, tokens = 0;
        foreach (var piece in pieces)
        {
            var chain = new Chain(Scores(point, piece.Columns), point[(_columns * _states)..], _states);
            loss += chain.LogPartition - PathScore(point, piece);
            tokens += piece.States.Length;
            AddGradient(chain, piece, gradient);
        }

        loss /= tokens;
        var decay = 1 / (strength * tokens);
        for (var i = 0; i < point.Length; i++)
        {
            loss += decay / 2 * point[i] * point[i];
            gradient[i] = gradient[i] / tokens + decay * point[i];
        }

        return loss;
    }

    /// <summary>Expected minus true counts.</summary>
    private void AddGradient(Chain chain, TaggedPiece piece, Span<double> gradient)
    {
        var transitions = gradient[(_columns * _states)..];
        for (var token = 0; token < piece.States.Length; token++)
        {
            for (var state = 0; state < _states; state++)
            {
                var surplus = chain.Marginal(token, state) - (piece.States[token] == state ? 1 : 0);
                foreach (var column in piece.Columns[token])
                {
                    gradient[column * _states + state] += surplus;
                }

                for (var from = 0; token > 0 && from < _states; from++)
                {
                    var isTrue = piece.States[token] == state && piece.States[token - 1] == from;
                    transitions[from * _states + state] += chain.Pair(token, from, state) - (isTrue ? 1 : 0);
                }
            }
        }
    }

    private double[] Scores(ReadOnlySpan<double> point, int[][] columns)
    {
        var scores = new double[columns.Length * _states];
        for (var token = 0; token < columns.Length; token++)
        {
            foreach (var column in columns[token])
            {
                for (var state = 0; state < _states; state++)
                {
                    scores[token * _states + state] += point[column * _states + state];
                }
            }
        }

        return scores;
    }

    private double PathScore(ReadOnlySpan<double> point, TaggedPiece piece)
    {
        var score = 0.0;
        for (var token = 0; token < piece.States.Length; token++)
        {
            foreach (var column in piece.Columns[token])
            {
                score += point[column * _states + piece.States[token]];
            }

            score += token > 0 ? point[(_columns + piece.States[token - 1]) * _states + piece.States[token]] : 0;
        }

        return score;
    }
}
