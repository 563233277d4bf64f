using Labelsmith.Bench.Rows;

namespace Labelsmith.Bench.SemiSupervised;

/// <summary>bench/semi-supervised: measures what is missing, and prints the table.</summary>
internal static class SemiSupervisedBench
{
    /// <param name="arguments">The file of results, then what bench/semi-supervised was given.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file, .. var rest])
        {
            Console.Error.WriteLine("Start bench/semi-supervised instead.");
            return 2;
        }

        if (rest is ["run", .. var what] && !Measuring.Run(file, what, SemiSupervisedRow.All, row => row.Methods, row => row.WithPool))
        {
            return 2;
        }

        SemiSupervisedTable.Write(Console.Out, BenchResult.Read(file));
        return 0;
    }
}
