using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Storage;
using Labelsmith.Storage.Annotations;

namespace Labelsmith.Cluster.Runs;

/// <summary>What a run learns from: a project's items and labels at the moment the run began. People go on labelling
/// while it trains, so a run that resumes must not read the project again.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Blob">Its content; null for a text.</param>
/// <param name="Answers">What a person submitted, with label ids; null: nothing yet.</param>
public sealed record SnapshotItem(Guid Item, string? Blob = null, IReadOnlyList<Answer>? Answers = null);

/// <summary>Writes and reads <see cref="SnapshotItem"/>s as JSON lines.</summary>
public static class Snapshot
{
    private const string FileName = "snapshot.jsonl";

    /// <summary>Takes a snapshot into <paramref name="folder"/>, unless an earlier start of the run has.</summary>
    public static async Task TakeAsync(DataFolder data, Guid project, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            return;
        }

        // Whole or not at all: a half snapshot would silently train on half of the labels.
        var draft = path + ".new";
        await using (var file = File.Create(draft))
        {
            await foreach (var item in data.Items.ReadAllAsync(project, withText: false, cancel))
            {
                var answers = item.Annotation is { State: AnnotationState.Submitted } annotation ? annotation.Answers : null;
                await JsonSerializer.SerializeAsync(
                    file, new SnapshotItem(item.Item.Id, item.Item.Blob, answers), DomainJson.Options, cancel);
                file.WriteByte((byte)'\n');
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }

    /// <summary>SHA-256 of a snapshot, in hexadecimal: the same items and labels have the same.</summary>
    public static async Task<string> HashAsync(string folder)
    {
        await using var file = File.OpenRead(Path.Combine(folder, FileName));
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
    }

    public static async IAsyncEnumerable<SnapshotItem> ReadAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var line in File.ReadLinesAsync(Path.Combine(folder, FileName), cancel))
        {
            yield return JsonSerializer.Deserialize<SnapshotItem>(line, DomainJson.Options)!;
        }
    }
}
