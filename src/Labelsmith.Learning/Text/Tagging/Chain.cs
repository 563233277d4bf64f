using System.Numerics.Tensors;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A row of tokens of which each is in one state: exact sums over all rows of states, and the best row.</summary>
/// <remarks>Rabiner (1989), "A tutorial on hidden Markov models", doi:10.1109/5.18626, section III and V (scaling). Rows that
/// <see cref="TagStates"/> does not allow have probability 0.</remarks>
internal sealed class Chain
{
    private const double LeastLogarithm = -500; // of a token's state beside its best one: keeps sums within double precision

    private readonly TagTransitions _transitions;
    private readonly int _states;
    private readonly int _length;
    private readonly double[] _local; // (length, states): exp(score − the token's highest), 0 where it may not begin or end
    private readonly double[] _forward;
    private readonly double[] _backward;
    private readonly double[] _scale;
    private readonly double[] _scores;

    /// <param name="scores">Shape (length × states): of each token's states.</param>
    public Chain(double[] scores, TagTransitions transitions)
    {
        _scores = scores;
        _transitions = transitions;
        _states = transitions.States;
        _length = scores.Length / _states;
        _local = new double[scores.Length];
        _forward = new double[scores.Length];
        _backward = new double[scores.Length];
        _scale = new double[_length];
        SumForward();
        SumBackward();
    }

    /// <summary>ln of the sum over all rows of states.</summary>
    public double LogPartition { get; private set; }

    /// <summary>The probability of a token's state.</summary>
    public double Marginal(int token, int state) => _forward[token * _states + state] * _backward[token * _states + state];

    /// <summary>The probability that the token before <paramref name="token"/> is in <paramref name="from"/> and it in
    /// <paramref name="to"/>, which may follow.</summary>
    public double Pair(int token, int from, int to) =>
        _forward[(token - 1) * _states + from] * _transitions.Exponential(from, to) * _local[token * _states + to] *
        _backward[token * _states + to] / _scale[token];

    /// <summary>The probability that exactly these tokens are a span of this type.</summary>
    /// <param name="last">The span's last token.</param>
    public double SpanProbability(int first, int last, int type)
    {
        if (first == last)
        {
            return Math.Min(1, Marginal(first, TagStates.Single(type)));
        }

        var state = TagStates.First(type);
        var probability = _forward[first * _states + state];
        for (var token = first + 1; token <= last; token++)
        {
            var next = token < last ? TagStates.Middle(type) : TagStates.Last(type);
            probability *= _transitions.Exponential(state, next) * _local[token * _states + next] / _scale[token];
            state = next;
        }

        return Math.Min(1, probability * _backward[last * _states + state]);
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
                best[at] = token == 0 ? 0 : double.NegativeInfinity;
                foreach (var state in token > 0 ? _transitions.Before(to) : [])
                {
                    var value = best[at - to - _states + state] + _transitions.Score(state, to);
                    if (value > best[at])
                    {
                        (best[at], from[at]) = (value, state);
                    }
                }

                best[at] += IsAllowed(token, to) ? _scores[at] : double.NegativeInfinity;
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

    private bool IsAllowed(int token, int state) =>
        (token > 0 || TagStates.MayFollow(-1, state)) && (token < _length - 1 || TagStates.MayEnd(state));

    private void SumForward()
    {
        for (var token = 0; token < _length; token++)
        {
            var scores = _scores.AsSpan(token * _states, _states);
            var highest = TensorPrimitives.Max<double>(scores);
            for (var to = 0; to < _states; to++)
            {
                var at = token * _states + to;
                _local[at] = IsAllowed(token, to) ? Math.Exp(Math.Max(LeastLogarithm, scores[to] - highest)) : 0;
                var sum = token == 0 ? 1.0 : 0;
                foreach (var from in token > 0 ? _transitions.Before(to) : [])
                {
                    sum += _forward[at - to - _states + from] * _transitions.Exponential(from, to);
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
    }

    private void SumBackward()
    {
        for (var token = _length - 1; token >= 0; token--)
        {
            for (var from = 0; from < _states; from++)
            {
                var sum = token == _length - 1 ? 1.0 : 0;
                foreach (var to in token < _length - 1 ? _transitions.After(from) : [])
                {
                    var next = (token + 1) * _states + to;
                    sum += _transitions.Exponential(from, to) * _local[next] * _backward[next] / _scale[token + 1];
                }

                _backward[token * _states + from] = sum;
            }
        }
    }
}
