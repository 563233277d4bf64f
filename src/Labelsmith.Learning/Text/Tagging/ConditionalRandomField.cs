namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A linear-chain conditional random field: the probability of a row of states given all that is seen.</summary>
/// <remarks>Lafferty, McCallum and Pereira (2001), "Conditional random fields", ICML; trained by the exact gradient of the
/// likelihood, as Sha and Pereira (2003), doi:10.3115/1073445.1073473, plus ‖w‖² / (2 C N), N being the tokens. A column has
/// weights for the states only that it meets in what is learned from. All cores work; sums are the same on any number.</remarks>
internal sealed class ConditionalRandomField
{
    private const int Chunks = 64; // of pieces and of columns: enough to keep cores busy

    private readonly int _columns;
    private readonly int _states;
    private readonly StatePairs _pairs;
    private readonly double[] _parameters; // the weights of the pairs, then (states, states): from row to column

    private ConditionalRandomField(TokenTable data, int columnCount, int stateCount)
    {
        (Data, _columns, _states) = (data, columnCount, stateCount);
        _pairs = StatePairs.Met(data.Pieces, columnCount, stateCount);
        _parameters = new double[_pairs.Count + stateCount * stateCount];
    }

    /// <summary>What is learned from.</summary>
    public TokenTable Data { get; }

    /// <summary>How many parameters there are.</summary>
    internal int ParameterCount => _parameters.Length;

    /// <summary>All weights 0.</summary>
    public static ConditionalRandomField Zero(IReadOnlyList<TaggedPiece> pieces, int columnCount, int stateCount) =>
        new(new TokenTable(pieces, columnCount), columnCount, stateCount);

    /// <summary>Shape (columns × states), row-major: 0 where a column never met a state.</summary>
    public float[] Weights()
    {
        var weights = new float[_columns * _states];
        for (var column = 0; column < _columns; column++)
        {
            var states = _pairs.StatesOf(column);
            for (var i = 0; i < states.Length; i++)
            {
                weights[column * _states + states[i]] = (float)_parameters[_pairs.First(column) + i];
            }
        }

        return weights;
    }

    /// <summary>Shape (states × states): from row to column.</summary>
    public double[] Transitions() => _parameters[_pairs.Count..];

    /// <summary>Goes on learning from where it is.</summary>
    /// <param name="strength">C: the larger, the less the weights are held back.</param>
    /// <param name="goesOn">As in <see cref="Lbfgs.Minimize"/>; the weights are current when it is called.</param>
    public void Fit(double strength, int mostIterations, Func<int, double, bool>? goesOn = null)
    {
        const double tolerance = 1e-5;
        Lbfgs.Minimize(_parameters, (point, gradient) => Loss(strength, point, gradient), mostIterations, tolerance, goesOn);
    }

    /// <summary>Makes chains over pieces as the weights are now.</summary>
    /// <param name="lean">Is taken from the score of every token's being outside of spans.</param>
    public Func<int[][], Chain> Reader(double lean = 0)
    {
        var transitions = new TagTransitions(_parameters.AsSpan(_pairs.Count), _states);
        return columns =>
        {
            var scores = Scores(_parameters, columns);
            for (var at = TagStates.Outside; at < scores.Length; at += _states)
            {
                scores[at] -= lean;
            }

            return new Chain(scores, transitions);
        };
    }

    /// <summary>Takes <paramref name="lean"/> from the score of being outside for good.</summary>
    /// <param name="always">The column that every token has.</param>
    public void Lean(int always, double lean)
    {
        var own = _pairs.StatesOf(always).IndexOf(TagStates.Outside);
        if (own >= 0)
        {
            _parameters[_pairs.First(always) + own] -= lean;
        }
    }

    /// <summary>ln of the unnormalised probability of the true states, as the weights are now.</summary>
    public double PathScore(TaggedPiece piece) => PathScore(_parameters, piece);

    /// <summary>The objective and its gradient at <paramref name="point"/>.</summary>
    internal double Loss(double strength, double[] point, double[] gradient)
    {
        var surplus = new double[Data.TokenCount * _states]; // probability of each token's states, minus 1 for the true one
        var losses = new double[Chunks];
        var moves = new double[Chunks][];
        var transitions = new TagTransitions(point.AsSpan(_pairs.Count), _states);
        Parallel.For(0, Chunks, chunk =>
        {
            moves[chunk] = new double[_states * _states];
            var (first, end) = (Part(chunk), Part(chunk + 1));
            for (var i = first; i < end; i++)
            {
                var piece = Data.Pieces[i];
                var chain = new Chain(Scores(point, piece.Columns), transitions);
                losses[chunk] += chain.LogPartition - PathScore(point, piece);
                AddSurplus(chain, piece, transitions, surplus.AsSpan(Data.Firsts[i] * _states), moves[chunk]);
            }
        });
        Parallel.ForEach(Data.ColumnRanges(Chunks), range =>
        {
            for (var column = range.Start.Value; column < range.End.Value; column++)
            {
                AddColumn(column, surplus, gradient);
            }
        });
        for (var i = 0; i < moves[0].Length; i++)
        {
            gradient[_pairs.Count + i] = moves.Sum(part => part[i]);
        }

        return Finish(losses.Sum(), strength, point, gradient);
    }

    private int Part(int chunk) => (int)((long)Data.Pieces.Count * chunk / Chunks);

    /// <summary>By token, and the weights' own term.</summary>
    private double Finish(double loss, double strength, double[] point, double[] gradient)
    {
        loss /= Data.TokenCount;
        var decay = 1 / (strength * Data.TokenCount);
        for (var i = 0; i < point.Length; i++)
        {
            loss += decay / 2 * point[i] * point[i];
            gradient[i] = gradient[i] / Data.TokenCount + decay * point[i];
        }

        return loss;
    }

    /// <summary>Expected minus true counts of a piece's states and of what follows what.</summary>
    private void AddSurplus(Chain chain, TaggedPiece piece, TagTransitions transitions, Span<double> surplus, double[] moves)
    {
        for (var token = 0; token < piece.States.Length; token++)
        {
            for (var state = 0; state < _states; state++)
            {
                surplus[token * _states + state] = chain.Marginal(token, state) - (piece.States[token] == state ? 1 : 0);
                foreach (var from in token > 0 ? transitions.Before(state) : [])
                {
                    moves[from * _states + state] += chain.Pair(token, from, state);
                }
            }

            if (token > 0)
            {
                moves[piece.States[token - 1] * _states + piece.States[token]]--;
            }
        }
    }

    private void AddColumn(int column, double[] surplus, double[] gradient)
    {
        var states = _pairs.StatesOf(column);
        var own = gradient.AsSpan(_pairs.First(column), states.Length);
        own.Clear();
        foreach (var token in Data.TokensOf(column))
        {
            var row = surplus.AsSpan(token * _states, _states);
            for (var i = 0; i < states.Length; i++)
            {
                own[i] += row[states[i]];
            }
        }
    }

    private double[] Scores(double[] point, int[][] columns)
    {
        var scores = new double[columns.Length * _states];
        for (var token = 0; token < columns.Length; token++)
        {
            var row = scores.AsSpan(token * _states, _states);
            foreach (var column in columns[token])
            {
                var states = _pairs.StatesOf(column);
                var weights = point.AsSpan(_pairs.First(column), states.Length);
                for (var i = 0; i < states.Length; i++)
                {
                    row[states[i]] += weights[i];
                }
            }
        }

        return scores;
    }

    private double PathScore(double[] point, TaggedPiece piece)
    {
        var score = 0.0;
        for (var token = 0; token < piece.States.Length; token++)
        {
            foreach (var column in piece.Columns[token])
            {
                var own = _pairs.StatesOf(column).IndexOf(piece.States[token]);
                score += own < 0 ? 0 : point[_pairs.First(column) + own];
            }

            score += token > 0 ? point[_pairs.Count + piece.States[token - 1] * _states + piece.States[token]] : 0;
        }

        return score;
    }
}
