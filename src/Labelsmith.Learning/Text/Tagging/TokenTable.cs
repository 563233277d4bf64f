namespace Labelsmith.Learning.Text.Tagging;

/// <summary>All tokens of some pieces in one row, and by column the tokens that have it: what a gradient is summed up from, the
/// same on any number of cores.</summary>
internal sealed class TokenTable
{
    private readonly int[] _starts;
    private readonly int[] _tokens;

    public TokenTable(IReadOnlyList<TaggedPiece> pieces, int columnCount)
    {
        Pieces = pieces;
        Firsts = new int[pieces.Count];
        _starts = new int[columnCount + 1];
        for (var i = 0; i < pieces.Count; i++)
        {
            Firsts[i] = TokenCount;
            TokenCount += pieces[i].States.Length;
            foreach (var column in pieces[i].Columns.SelectMany(columns => columns))
            {
                _starts[column + 1]++;
            }
        }

        for (var column = 0; column < columnCount; column++)
        {
            _starts[column + 1] += _starts[column];
        }

        _tokens = new int[_starts[^1]];
        var next = _starts.ToArray();
        for (var i = 0; i < pieces.Count; i++)
        {
            for (var token = 0; token < pieces[i].Columns.Length; token++)
            {
                foreach (var column in pieces[i].Columns[token])
                {
                    _tokens[next[column]++] = Firsts[i] + token;
                }
            }
        }
    }

    public IReadOnlyList<TaggedPiece> Pieces { get; }

    /// <summary>By piece: the number of its first token.</summary>
    public int[] Firsts { get; }

    public int TokenCount { get; }

    /// <summary>The tokens that have a column, ascending.</summary>
    public ReadOnlySpan<int> TokensOf(int column) => _tokens.AsSpan(_starts[column].._starts[column + 1]);

    /// <summary>Cuts the columns into ranges that have about as many tokens each.</summary>
    public Range[] ColumnRanges(int count)
    {
        var ranges = new List<Range>();
        var (columns, wished) = (_starts.Length - 1, _tokens.Length / count + 1);
        for (var column = 0; column < columns;)
        {
            var first = column;
            while (column < columns && (column == first || _starts[column + 1] - _starts[first] <= wished))
            {
                column++;
            }

            ranges.Add(first..column);
        }

        return [.. ranges];
    }
}
