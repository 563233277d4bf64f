using Labelsmith.Bench.Rows;

namespace Labelsmith.Bench.Accuracy;

/// <summary>bench/accuracy: measures what is missing, and prints the table.</summary>
internal static class AccuracyBench
{
    /// <param name="arguments">The file of results, then what bench/accuracy was given.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file, .. var rest])
        {
            Console.Error.WriteLine("Start bench/accuracy instead.");
            return 2;
        }

        if (rest is ["run", .. var what])
        {
            if (!Measuring.Run(file, what, AccuracyRow.All, row => [row.Method], _ => false))
            {
                return 2;
            }

            foreach (var row in AccuracyRow.All.Where(row => row.HasPeer && (what is ["--seeds", ..] or [] || what[0] == row.Key)))
            {
                Measuring.Once(file, row, TokenPeer.Method, 0, () => TokenPeer.Run(row));
            }
        }

        AccuracyTable.Write(Console.Out, BenchResult.Read(file));
        return 0;
    }
}
