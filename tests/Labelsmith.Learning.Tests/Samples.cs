using System.Text.Json;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;

namespace Labelsmith.Learning.Tests;

/// <summary>The real data that comes with the repository.</summary>
public static class Samples
{
    public static Dataset Read(string name) => DatasetReader.Open(Path.Combine(Folder(), name));

    /// <summary>The label of each item whose answer was set aside, by its id.</summary>
    public static Dictionary<string, string> Truth(string name)
    {
        var labels = new Dictionary<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Folder(), name, "evaluation", "truth.jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            if (record.RootElement.TryGetProperty("annotation", out var answers))
            {
                labels[record.RootElement.GetProperty("id").GetString()!] = answers[0].GetProperty("labels")[0].GetString()!;
            }
        }

        return labels;
    }

    private static string Folder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Labelsmith.slnx")))
            {
                return Path.Combine(folder, "samples");
            }
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
