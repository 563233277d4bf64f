using Labelsmith.Domain;
using Labelsmith.Domain.Schema;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Items;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Projects;

public sealed class ProjectStore
{
    private readonly Contexts contexts;

    internal ProjectStore(Contexts contexts) => this.contexts = contexts;

    public async Task<Project> AddAsync(
        string name, Medium medium, LabelSchema schema, string guidelines = "", CancellationToken cancel = default)
    {
        var project = new Project
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            Medium = medium,
            Schema = schema,
            Guidelines = guidelines,
            CreatedAt = contexts.Now,
        };
        await using var db = contexts.Open();
        db.Projects.Add(project);
        await db.SaveChangesAsync(cancel);
        return project;
    }

    /// <summary>Also one in the trash; null: there is none.</summary>
    public async Task<Project?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Projects.SingleOrDefaultAsync(project => project.Id == id, cancel);
    }

    /// <summary>Marks a project as the one sample of this name; done last, once the sample is complete.</summary>
    public async Task NameSampleAsync(Guid id, string sample, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await db.Projects.Where(project => project.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(project => project.Sample, sample), cancel);
    }

    /// <summary>Also one in the trash.</summary>
    public async Task<Project?> FindSampleAsync(string sample, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Projects.SingleOrDefaultAsync(project => project.Sample == sample, cancel);
    }

    /// <summary>In the order of their making.</summary>
    public async Task<IReadOnlyList<Project>> ListAsync(bool deleted = false, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Projects.Where(project => project.DeletedAt != null == deleted)
            .OrderBy(project => project.CreatedAt).ThenBy(project => project.Id).ToListAsync(cancel);
    }

    /// <summary>Changes what is not null. A label that answers use cannot go; the check and the change are one
    /// transaction.</summary>
    public async Task<ProjectChange> ChangeAsync(
        Guid id, string? name, LabelSchema? schema, string? guidelines, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var project = await db.Projects.SingleOrDefaultAsync(project => project.Id == id, cancel);
        if (project is null)
        {
            return new ProjectChange(null, []);
        }

        if (schema is not null)
        {
            var gone = Places(project.Schema).Except(Places(schema)).Select(place => place.Label).Distinct();
            var used = await UsesAsync(db, id, [.. gone], cancel);
            if (used.Count > 0)
            {
                return new ProjectChange(project, used);
            }
        }

        var changed = project with
        {
            Name = name ?? project.Name,
            Schema = schema ?? project.Schema,
            Guidelines = guidelines ?? project.Guidelines,
        };
        db.Projects.Update(changed);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new ProjectChange(changed, []);
    }

    /// <summary>To the trash. False: there is no such project, or it is there already.</summary>
    public Task<bool> DeleteAsync(Guid id, CancellationToken cancel = default) => MoveAsync(id, contexts.Now, cancel);

    /// <summary>Out of the trash. False: it is not there.</summary>
    public Task<bool> RestoreAsync(Guid id, CancellationToken cancel = default) => MoveAsync(id, null, cancel);

    public async Task<IReadOnlyDictionary<Guid, ProjectCounts>> CountAsync(
        IReadOnlyCollection<Guid> projects, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        var counts = new Dictionary<Guid, ProjectCounts>();
        foreach (var id in projects)
        {
            // two queries, each answered by an index of its own
            var states = await db.Items.Where(item => item.ProjectId == id && item.DeletedAt == null)
                .GroupBy(item => item.State).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
            var deleted = await db.Items.CountAsync(item => item.ProjectId == id && item.DeletedAt != null, cancel);
            counts[id] = new ProjectCounts(
                states.Values.Sum(),
                states.GetValueOrDefault(ItemState.Annotated),
                states.GetValueOrDefault(ItemState.Predicted),
                states.GetValueOrDefault(ItemState.Skipped),
                states.GetValueOrDefault(ItemState.Draft),
                deleted);
        }

        return counts;
    }

    private async Task<bool> MoveAsync(Guid id, DateTimeOffset? deletedAt, CancellationToken cancel)
    {
        await using var db = contexts.Open();
        return await db.Projects.Where(project => project.Id == id && (project.DeletedAt == null) == (deletedAt != null))
            .ExecuteUpdateAsync(set => set.SetProperty(project => project.DeletedAt, deletedAt), cancel) == 1;
    }

    /// <summary>Where each label can be answered: a label that moves to another question, or whose question is asked otherwise,
    /// is as
    /// good as gone.</summary>
    private static IEnumerable<(string Control, ControlKind Kind, string Label)> Places(LabelSchema schema) =>
        schema.Controls.SelectMany(control => control.Labels.Select(label => (control.Key, control.Kind, label.Id)));

    private static async Task<IReadOnlyDictionary<string, int>> UsesAsync(
        LabelsmithContext db, Guid project, string[] labels, CancellationToken cancel) =>
        labels.Length == 0
            ? new Dictionary<string, int>()
            : await db.ItemLabels.Where(use => use.ProjectId == project && labels.Contains(use.Label))
                .GroupBy(use => use.Label)
                    .Select(group => new { group.Key, Count = group.Select(use => use.ItemSeq).Distinct().Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
}

/// <summary>What became of a change.</summary>
/// <param name="Project">As it is now; null: there is no such project.</param>
/// <param name="InUse">Label id → items that use it, of the labels that would have gone; not empty: nothing was changed.</param>
public sealed record ProjectChange(Project? Project, IReadOnlyDictionary<string, int> InUse)
{
    public ProjectChange(Project? project, IEnumerable<KeyValuePair<string, int>> inUse)
        : this(project, new Dictionary<string, int>(inUse))
    {
    }
}
