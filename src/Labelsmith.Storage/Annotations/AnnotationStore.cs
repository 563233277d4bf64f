using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Items;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Annotations;

/// <summary>People's answers. No save overwrites one that its author has not seen, and no submitted answer is ever
/// lost.</summary>
public sealed class AnnotationStore
{
    private readonly Contexts contexts;

    internal AnnotationStore(Contexts contexts) => this.contexts = contexts;

    /// <summary>Saves a new version. A draft leaves submitted answers in force.</summary>
    /// <param name="version">The version that the answers are based on; 0: none yet.</param>
    /// <param name="answers">With label ids, checked against the schema by the caller.</param>
    public async Task<SaveResult> SaveAsync(
        Guid itemId, int version, AnnotationState state, IReadOnlyList<Answer> answers, string author, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var item = await db.Items.SingleOrDefaultAsync(item => item.Id == itemId && item.DeletedAt == null, cancel);
        if (item is null)
        {
            return new SaveResult.Missing();
        }

        if (item.AnnotationVersion != version)
        {
            var theirs = await db.Annotations
                .SingleOrDefaultAsync(row => row.ItemSeq == item.Seq && row.Version == item.AnnotationVersion, cancel);
            return new SaveResult.Stale(theirs?.ToAnnotation(), item.AnnotationVersion);
        }

        var saved = await WriteAsync(db, item, state, answers, author, cancel);
        await transaction.CommitAsync(cancel);
        return new SaveResult.Saved(saved);
    }

    /// <summary>Submits answers that came from a file for items of one project, whatever version they have; equal answers change
    /// nothing.</summary>
    /// <returns>How many items changed.</returns>
    public async Task<int> ImportAsync(
        Guid project, IReadOnlyList<(Guid Item, IReadOnlyList<Answer> Answers)> labels, string author,
        CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var changed = 0;
        foreach (var (id, answers) in labels)
        {
            var item = await db.Items.SingleOrDefaultAsync(item => item.Id == id && item.ProjectId == project, cancel);
            if (item is null || await IsInForceAsync(db, item, answers, cancel))
            {
                continue;
            }

            await WriteAsync(db, item, AnnotationState.Submitted, answers, author, cancel);
            db.ChangeTracker.Clear();
            changed++;
        }

        await transaction.CommitAsync(cancel);
        return changed;
    }

    /// <summary>Every kept version, the oldest first.</summary>
    public async Task<IReadOnlyList<Annotation>> ReadHistoryAsync(Guid itemId, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        var rows = await db.Annotations.Where(row => db.Items.Any(item => item.Id == itemId && item.Seq == row.ItemSeq))
            .OrderBy(row => row.Version).ToListAsync(cancel);
        return [.. rows.Select(row => row.ToAnnotation())];
    }

    private static async Task<bool> IsInForceAsync(
        LabelsmithContext db, Item item, IReadOnlyList<Answer> answers, CancellationToken cancel)
    {
        var row = await db.Annotations
            .SingleOrDefaultAsync(row => row.ItemSeq == item.Seq && row.Version == item.SubmittedVersion, cancel);
        return row is { State: AnnotationState.Submitted }
            && Json.Write(WithoutIds(row.ToAnnotation().Answers)) == Json.Write(WithoutIds(answers));

        // files of other tools have no ids of answers, so each reading makes new ones
        static Answer[] WithoutIds(IReadOnlyList<Answer> answers) => [.. answers.Select(answer => answer with { Id = "" })];
    }

    private async Task<Annotation> WriteAsync(
        LabelsmithContext db, Item item, AnnotationState state, IReadOnlyList<Answer> answers, string author, CancellationToken cancel)
    {
        var isDraft = state == AnnotationState.Draft;
        var row = new AnnotationRow
        {
            ItemSeq = item.Seq,
            Version = item.AnnotationVersion + 1,
            State = state,
            Answers = Json.Write(answers),
            Author = author,
            UpdatedAt = contexts.Now,
        };

        // autosaves follow each other by the second: of an author's drafts the last one is enough
        await db.Annotations.Where(old => old.ItemSeq == item.Seq && old.Version == item.DraftVersion && old.Author == author)
            .ExecuteDeleteAsync(cancel);
        await db.ItemLabels
            .Where(use => use.ItemSeq == item.Seq
                && (use.Source == LabelSource.Draft || (!isDraft && use.Source == LabelSource.Annotation)))
            .ExecuteDeleteAsync(cancel);
        db.Annotations.Add(row);
        db.ItemLabels.AddRange(ItemImport.Uses(item, isDraft ? LabelSource.Draft : LabelSource.Annotation, answers));
        db.Items.Update(item with
        {
            AnnotationVersion = row.Version,
            DraftVersion = isDraft ? row.Version : null,
            SubmittedVersion = isDraft ? item.SubmittedVersion : row.Version,
            Labels = isDraft ? item.Labels : ItemImport.LabelsOf(answers),
            State = state switch
            {
                AnnotationState.Submitted => ItemState.Annotated,
                AnnotationState.Skipped => ItemState.Skipped,
                _ => item.SubmittedVersion is null ? ItemState.Draft : item.State,
            },
            UpdatedAt = row.UpdatedAt,
        });
        await db.SaveChangesAsync(cancel);
        return row.ToAnnotation();
    }
}
