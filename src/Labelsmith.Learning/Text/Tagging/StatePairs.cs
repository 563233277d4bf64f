namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Which columns meet which states: only those that do get a weight, which keeps the model small.</summary>
internal sealed class StatePairs
{
    private readonly int[] _starts; // (columns + 1)
    private readonly int[] _states;

    private StatePairs(int[] starts, int[] states) => (_starts, _states) = (starts, states);

    /// <summary>How many weights there are.</summary>
    public int Count => _states.Length;

    /// <summary>Those that are met in the pieces.</summary>
    public static StatePairs Met(IReadOnlyList<TaggedPiece> pieces, int columnCount, int stateCount)
    {
        var met = new bool[(long)columnCount * stateCount];
        foreach (var piece in pieces)
        {
            for (var token = 0; token < piece.States.Length; token++)
            {
                foreach (var column in piece.Columns[token])
                {
                    met[(long)column * stateCount + piece.States[token]] = true;
                }
            }
        }

        var starts = new int[columnCount + 1];
        var states = new List<int>();
        for (var column = 0; column < columnCount; column++)
        {
            for (var state = 0; state < stateCount; state++)
            {
                if (met[(long)column * stateCount + state])
                {
                    states.Add(state);
                }
            }

            starts[column + 1] = states.Count;
        }

        return new StatePairs(starts, [.. states]);
    }

    /// <summary>The number of a column's first weight.</summary>
    public int First(int column) => _starts[column];

    /// <summary>The states that a column has weights for, in the order of the weights.</summary>
    public ReadOnlySpan<int> StatesOf(int column) => _states.AsSpan(_starts[column].._starts[column + 1]);
}
