using System.Runtime.CompilerServices;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Tests.Text;

/// <summary>The mails of <c>samples/</c>: 60 with answers, and the truth of the 340 others.</summary>
internal static class Mails
{
    private static readonly string _folder = Path.Combine(Root(), "samples", "mails");

    private static readonly Dictionary<string, IReadOnlyList<Answer>> _truth =
        ReadLines("evaluation/truth.jsonl", element => (
            element.GetProperty("id").GetString()!,
            element.GetProperty("annotation").Deserialize<IReadOnlyList<Answer>>(DomainJson.Options)!)).ToDictionary();

    /// <summary>Labelled for one of the two tasks, test items marked as such.</summary>
    public static Dataset Read(TaskKind task) => new()
    {
        Name = "mails",
        Medium = Medium.Text,
        Task = task,
        Classes = task == TaskKind.Classification ? ["ham", "spam"] : ["Date", "Email address", "Link"],
        Items =
        [
            .. ReadLines("mails.jsonl", element => element.Deserialize<ItemRecord>(DomainJson.Options)!).Select(record =>
                new DataItem(record.Id, new TextSource(record.Text!))
                {
                    Split = record.Annotation is null ? Split.Test : Split.Train,
                    ReadTruth = () => record.Annotation ?? _truth[record.Id],
                }),
        ],
    };

    private static List<T> ReadLines<T>(string file, Func<JsonElement, T> read)
    {
        var all = new List<T>();
        foreach (var line in File.ReadLines(Path.Combine(_folder, file)))
        {
            using var json = JsonDocument.Parse(line);
            all.Add(read(json.RootElement));
        }

        return all;
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
