using Labelsmith.Storage.Database;
using Labelsmith.Storage.Items;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Batches;

/// <summary>Accepts many predictions at once, and takes it back.</summary>
public sealed class BatchStore
{
    private readonly Contexts contexts;

    internal BatchStore(Contexts contexts) => this.contexts = contexts;

    /// <summary>Makes annotations of the predictions with at least the given score, of items that have neither annotation nor
    /// draft; those with the score 0, which are of items unlike all labelled ones, are never accepted so.</summary>
    /// <returns>The batch, and how many items it accepted.</returns>
    public async Task<(Guid Batch, int Accepted)> AcceptAsync(
        Guid project, double minScore, string author, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = contexts.Now;
        var batch = new Batch
        {
            Id = Guid.CreateVersion7(now),
            ProjectId = project,
            Author = author,
            MinScore = minScore,
            CreatedAt = now,
        };
        db.Batches.Add(batch);
        await db.SaveChangesAsync(cancel);

        // whole sets at a time: fifty thousand predictions are one second
        var time = now.ToUnixTimeMilliseconds();
        var accepted = await db.Database.ExecuteSqlInterpolatedAsync(
            $"""
            INSERT INTO annotations (item_seq, version, state, answers, author, batch_id, updated_at)
            SELECT i.seq, i.annotation_version + 1, 'Submitted', p.answers, {author}, {batch.Id}, {time}
            FROM items i JOIN predictions p ON p.item_seq = i.seq
            WHERE i.project_id = {project} AND i.deleted_at IS NULL AND i.state = 'Predicted' AND i.score_rank >= {minScore} AND i.score_rank > 0
            """,
            cancel);
        await db.Database.ExecuteSqlInterpolatedAsync(
            $"""
            INSERT OR IGNORE INTO item_labels (project_id, label, source, item_seq)
            SELECT l.project_id, l.label, 0, l.item_seq
            FROM annotations a JOIN item_labels l ON l.item_seq = a.item_seq AND l.source = 1
            WHERE a.batch_id = {batch.Id}
            """,
            cancel);
        await db.Items.Where(item => db.Annotations.Any(row => row.BatchId == batch.Id && row.ItemSeq == item.Seq))
            .ExecuteUpdateAsync(
            set => set
                .SetProperty(item => item.AnnotationVersion, item => item.AnnotationVersion + 1)
                .SetProperty(item => item.SubmittedVersion, item => item.AnnotationVersion + 1)
                .SetProperty(item => item.State, ItemState.Annotated)
                .SetProperty(item => item.UpdatedAt, now),
            cancel);
        await transaction.CommitAsync(cancel);
        return (batch.Id, accepted);
    }

    /// <summary>Takes back what the batch made, except where somebody has saved since. The versions stay in the
    /// history.</summary>
    /// <returns>How many items; null: there is no such batch.</returns>
    public async Task<int?> UndoAsync(Guid batchId, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = contexts.Now;
        if (await db.Batches.Where(batch => batch.Id == batchId).ExecuteUpdateAsync(
            set => set.SetProperty(batch => batch.UndoneAt, now), cancel) == 0)
        {
            return null;
        }

        var untouched = db.Items.Where(item => item.AnnotationVersion == item.SubmittedVersion
            && db.Annotations.Any(
                row => row.BatchId == batchId && row.ItemSeq == item.Seq && row.Version == item.SubmittedVersion));
        await db.ItemLabels.Where(use => use.Source == LabelSource.Annotation && untouched.Any(item => item.Seq == use.ItemSeq))
            .ExecuteDeleteAsync(cancel);
        // a version of its own: who has the accepted answers open learns that they are gone
        var undone = await untouched.ExecuteUpdateAsync(
            set => set
                .SetProperty(item => item.AnnotationVersion, item => item.AnnotationVersion + 1)
                .SetProperty(item => item.SubmittedVersion, (int?)null)
                .SetProperty(item => item.State, ItemState.Predicted)
                .SetProperty(item => item.UpdatedAt, now),
            cancel);
        await transaction.CommitAsync(cancel);
        return undone;
    }
}
