namespace Labelsmith.Learning.Explaining;

/// <summary>Occlusion: how much less probable the class becomes when a part of the item is covered. Asks nothing of the model.</summary>
/// <remarks>Zeiler and Fergus (2014), arXiv:1311.2901, with a patch of 2 × 2 cells that moves by one cell; a cell's value is the mean over the
/// patches that cover it.</remarks>
/// <param name="columns">Cells from left to right.</param>
/// <param name="rows">Cells from top to bottom; 1: patches are as high as the item.</param>
internal sealed class Occlusion(int columns, int rows)
{
    /// <summary>What is covered, one after the other; each is asked for once.</summary>
    public IReadOnlyList<Patch> Patches { get; } =
    [
        .. from top in Starts(rows)
           from left in Starts(columns)
           select new Patch(
               Math.Max(left, 0) / (double)columns, Math.Max(top, 0) / (double)rows,
               Math.Min(left + 2, columns) / (double)columns, Math.Min(top + 2, rows) / (double)rows),
    ];

    /// <param name="whole">The probability of the class, nothing being covered.</param>
    /// <param name="covered">Shape (patches): the probability with each patch.</param>
    public HeatMap Map(float whole, IReadOnlyList<float> covered)
    {
        var values = new float[rows * columns];
        for (var cell = 0; cell < values.Length; cell++)
        {
            var (x, y) = (((cell % columns) + 0.5) / columns, ((cell / columns) + 0.5) / rows);
            values[cell] = Enumerable.Range(0, Patches.Count).Where(i => Patches[i].Covers(x, y)).Average(i => whole - covered[i]);
        }

        return HeatMap.Of(columns, rows, values);
    }

    /// <summary>Patches reach over the border, so that each cell is covered as often.</summary>
    private static IEnumerable<int> Starts(int cells) => cells == 1 ? [0] : Enumerable.Range(-1, cells + 1);
}

/// <summary>A part of an item, as shares of its width and height.</summary>
internal readonly record struct Patch(double Left, double Top, double Right, double Bottom)
{
    public bool Covers(double x, double y) => x >= Left && x < Right && y >= Top && y < Bottom;
}
