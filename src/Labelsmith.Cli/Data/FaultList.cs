using Labelsmith.Domain.Datasets;

namespace Labelsmith.Cli.Data;

/// <summary>What was left out, said without burying what matters.</summary>
internal static class FaultList
{
    private const int Named = 10;

    public static void Write(TextWriter output, IReadOnlyCollection<Fault> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        output.WriteLine(faults.Count == 1 ? "1 item was left out:" : $"{faults.Count} items were left out:");
        foreach (var fault in faults.Take(Named))
        {
            output.WriteLine($"  {fault}");
        }

        if (faults.Count > Named)
        {
            output.WriteLine($"  … and {faults.Count - Named} more");
        }
    }
}
