namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Which state may follow which, and how gladly, ready for many <see cref="Chain"/>s.</summary>
internal sealed class TagTransitions
{
    private readonly double[] _scores;
    private readonly double[] _exponentials;
    private readonly int[][] _before;
    private readonly int[][] _after;

    /// <param name="scores">Shape (states × states): from row to column.</param>
    public TagTransitions(ReadOnlySpan<double> scores, int states)
    {
        States = states;
        _scores = scores.ToArray();
        _exponentials = Array.ConvertAll(_scores, Math.Exp);
        var all = Enumerable.Range(0, states);
        _before = [.. all.Select(to => all.Where(from => TagStates.MayFollow(from, to)).ToArray())];
        _after = [.. all.Select(from => all.Where(to => TagStates.MayFollow(from, to)).ToArray())];
    }

    /// <summary>How many states there are.</summary>
    public int States { get; }

    /// <summary>The states that may come before one.</summary>
    public ReadOnlySpan<int> Before(int to) => _before[to];

    /// <summary>The states that may come after one.</summary>
    public ReadOnlySpan<int> After(int from) => _after[from];

    /// <summary>Of a transition that may be.</summary>
    public double Score(int from, int to) => _scores[from * States + to];

    /// <summary>e to the power of <see cref="Score"/>.</summary>
    public double Exponential(int from, int to) => _exponentials[from * States + to];
}
