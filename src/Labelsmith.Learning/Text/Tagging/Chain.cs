using System.Numerics.Tensors;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A row of tokens of which each is in one state: exact sums over all rows of states, and the best row.</summary>
/// <remarks>Rabiner (1989), "A tutorial on hidden Markov models", doi:10.1109/5.18626, section III and V (scaling). States that
/// may not follow each other (<see cref="TagStates.MayFollow"/>) have probability 0.</remarks>
internal sealed class Chain
{
    private const double LeastLogarithm = -500; // of a token's state beside its best one: keeps sums within double precision

    private readonly int _states;
    private readonly int _length;
    private readonly double[] _local; // (length, states): exp(score − the token's highest)
    private readonly double[] _follow; // (states, states): exp(transition), 0 where forbidden
    private readonly double[] _forward;
    private readonly double[] _backward;
    private readonly double[] _scale;
    private readonly double[] _scores;

    /// <param name="scores">Shape (length × states): of each token's states.</param>
    /// <param name="transitions">Shape (states × states): from row to column.</param>
    public Chain(double[] scores, ReadOnlySpan<double> transitions, int states)
    {
        _scores = scores;
        _states = states;
        _length = scores.Length / states;
        _local = new double[scores.Length];
        _forward = new double[scores.Length];
        _backward = new double[scores.Length];
        _scale = new double[_length];
        _follow = new double[states * states];
        for (var i = 0; i < _follow.Length; i++)
        {
            _follow[i] = TagStates.MayFollow(i / states, i % states) ? Math.Exp(transitions[i]) : 0;
        }

        Sum();
    }

    /// <summary>ln of the sum over all rows of states.</summary>
    public double LogPartition { get; private set; }

    /// <summary>The probability of a token's state.</summary>
    public double Marginal(int token, int state) => _forward[token * _states + state] * _backward[token * _states + state];

    /// <summary>The probability that the token before <paramref name="token"/> is in <paramref name="from"/> and it in <paramref name="to"/>.</summary>
    public double Pair(int token, int from, int to) =>
        _forward[(token - 1) * _states + from] * _follow[from * _states + to] * Local(token, to) *
        _backward[token * _states + to] / _scale[token];

    /// <summary>The probability that exactly these tokens are a span of this type.</summary>
    /// <param name="last">The span's last token.</param>
    public double SpanProbability(int first, int last, int type)
    {
        var (state, later) = (TagStates.First(type), TagStates.Later(type));
        var probability = _forward[first * _states + state];
        for (var token = first + 1; token <= last; token++)
        {
            probability *= _follow[state * _states + later] * Local(token, later) / _scale[token];
            state = later;
        }

        if (last == _length - 1)
        {
            return probability;
        }

        var ends = 0.0;
        for (var next = 0; next < _states; next++)
        {
            ends += next == later ? 0
                : _follow[state * _states + next] * Local(last + 1, next) * _backward[(last + 1) * _states + next] / _scale[last + 1];
        }

        return Math.Min(1, probability * ends);
    }

    /// <summary>The most probable row of states (Viterbi), and its probability.</summary>
    public (int[] States, double Probability) Best()
    {
        var best = new double[_scores.Length];
        var from = new int[_scores.Length];
        for (var token = 0; token < _length; token++)
        {
            for (var to = 0; to < _states; to++)
            {
                var at = token * _states + to;
                best[at] = token == 0 ? (TagStates.MayFollow(-1, to) ? 0 : double.NegativeInfinity) : double.NegativeInfinity;
                for (var state = 0; token > 0 && state < _states; state++)
                {
                    var value = best[at - to - _states + state] + Math.Log(_follow[state * _states + to]);
                    if (value > best[at])
                    {
                        (best[at], from[at]) = (value, state);
                    }
                }

                best[at] += _scores[at];
            }
        }

        var states = new int[_length];
        var end = best.AsSpan((_length - 1) * _states, _states);
        var highest = TensorPrimitives.Max<double>(end);
        states[^1] = end.IndexOf(highest);
        for (var token = _length - 1; token > 0; token--)
        {
            states[token - 1] = from[token * _states + states[token]];
        }

        return (states, Math.Min(1, Math.Exp(highest - LogPartition)));
    }

    private double Local(int token, int state) => _local[token * _states + state];

    private void Sum()
    {
        for (var token = 0; token < _length; token++)
        {
            var scores = _scores.AsSpan(token * _states, _states);
            var highest = TensorPrimitives.Max<double>(scores);
            for (var to = 0; to < _states; to++)
            {
                var at = token * _states + to;
                _local[at] = Math.Exp(Math.Max(LeastLogarithm, scores[to] - highest));
                var sum = token == 0 && TagStates.MayFollow(-1, to) ? 1.0 : 0;
                for (var from = 0; token > 0 && from < _states; from++)
                {
                    sum += _forward[at - to - _states + from] * _follow[from * _states + to];
                }

                _forward[at] = sum * _local[at];
                _scale[token] += _forward[at];
            }

            for (var to = 0; to < _states; to++)
            {
                _forward[token * _states + to] /= _scale[token];
            }

            LogPartition += Math.Log(_scale[token]) + highest;
        }

        for (var token = _length - 1; token >= 0; token--)
        {
            for (var from = 0; from < _states; from++)
            {
                var sum = token == _length - 1 ? 1.0 : 0;
                for (var to = 0; token < _length - 1 && to < _states; to++)
                {
                    var next = (token + 1) * _states + to;
                    sum += _follow[from * _states + to] * _local[next] * _backward[next] / _scale[token + 1];
                }

                _backward[token * _states + from] = sum;
            }
        }
    }
}
