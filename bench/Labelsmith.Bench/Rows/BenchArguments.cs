using System.Globalization;

namespace Labelsmith.Bench.Rows;

/// <summary>What <c>run</c> of a bench was given: <c>[ROW [KEY]] [--seeds N]</c>.</summary>
/// <param name="Row">Null: all rows.</param>
/// <param name="Key">Of a method or a strategy; null: all.</param>
internal sealed record BenchArguments(string? Row, string? Key, int Seeds)
{
    private const int UsualSeeds = 3;

    /// <returns>Null where it is not understood; it has been said why.</returns>
    public static BenchArguments? Parse(string[] what, IEnumerable<string> rows)
    {
        var seeds = UsualSeeds;
        if (Array.IndexOf(what, "--seeds") is >= 0 and var at)
        {
            if (at + 1 >= what.Length || !int.TryParse(what[at + 1], CultureInfo.InvariantCulture, out seeds) || seeds < 1)
            {
                Console.Error.WriteLine("--seeds needs a whole number of at least 1.");
                return null;
            }

            what = [.. what[..at], .. what[(at + 2)..]];
        }

        var row = what.ElementAtOrDefault(0);
        if (row is not null && !rows.Contains(row))
        {
            Console.Error.WriteLine($"There is no row '{row}': choose one of {string.Join(", ", rows)}.");
            return null;
        }

        return new BenchArguments(row, what.ElementAtOrDefault(1), seeds);
    }
}
