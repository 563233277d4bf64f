using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Storage;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Cluster.Runs;

/// <summary>A snapshot of a project, as learning wants to see it.</summary>
internal static class ProjectDataset
{
    /// <param name="folder">Where the snapshot lies.</param>
    public static async Task<Dataset> ReadAsync(
        DataFolder data, Project project, ProjectTask task, string folder, CancellationToken cancel)
    {
        var texts = project.Medium == Medium.Text ? await ReadTextsAsync(data, project.Id, cancel) : [];
        var several = project.Schema.Controls.Count > 1;
        var items = new List<DataItem>();
        var inUse = new HashSet<string>();
        await foreach (var item in Snapshot.ReadAsync(folder, cancel))
        {
            ItemSource? source = item.Blob is { } blob
                ? new FileSource(data.Blobs.PathOf(blob))
                : texts.TryGetValue(item.Item, out var text) ? new TextSource(text) : null;
            if (source is null)
            {
                continue; // thrown away since
            }

            var own = item.Answers?.Where(answer => answer.Control == task.Control.Key).ToList();
            inUse.UnionWith(own?.SelectMany(answer => answer.Labels) ?? []);
            items.Add(new DataItem(item.Item.ToString(), source) { ReadTruth = Truth(task, own, several) });
        }

        return new Dataset
        {
            Name = project.Name,
            Medium = project.Medium,
            Task = task.Kind,
            Classes = task.Classes(inUse),
            Background = task.Background,
            Items = items,
        };
    }

    /// <summary>No regions, and no labels of a question that takes several, mean "there is nothing here" only where the schema asks nothing else and unmarked pixels are background:
    /// with several controls, a person may have answered another one.</summary>
    private static Func<IReadOnlyList<Answer>>? Truth(ProjectTask task, List<Answer>? own, bool several)
    {
        if (own is null || (own.Count == 0 && (several || task.IsPartial || task.Kind is TaskKind.Classification or TaskKind.Regression)))
        {
            return null;
        }

        return () => task.ToLearning(own);
    }

    private static async Task<Dictionary<Guid, string>> ReadTextsAsync(DataFolder data, Guid project, CancellationToken cancel)
    {
        var texts = new Dictionary<Guid, string>();
        await foreach (var item in data.Items.ReadAllAsync(project, withText: true, cancel))
        {
            if (item.Text is not null)
            {
                texts[item.Item.Id] = item.Text;
            }
        }

        return texts;
    }
}
