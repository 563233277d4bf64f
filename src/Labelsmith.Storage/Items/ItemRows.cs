using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Predictions;

namespace Labelsmith.Storage.Items;

/// <summary>Writes many rows of one transaction: new items with all that came with them, and predictions.</summary>
internal sealed class ItemRows(LabelsmithContext db) : IDisposable
{
    private readonly Prepared item = new(
        db,
        """
        INSERT INTO items (id, project_id, name, blob, width, height, excerpt, state, score, annotation_version, submitted_version, labels, created_at, updated_at)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13) RETURNING seq
        """,
        14);

    private readonly Prepared text = new(db, "INSERT INTO texts (item_seq, text) VALUES (@0, @1)", 2);
    private readonly Prepared search = new(db, "INSERT INTO item_search (rowid, name, text) VALUES (@0, @1, @2)", 3);
    private readonly Prepared annotation = new(
        db, "INSERT INTO annotations (item_seq, version, state, answers, author, updated_at) VALUES (@0, @1, @2, @3, @4, @5)", 6);

    private readonly Prepared prediction = new(
        db, "INSERT OR REPLACE INTO predictions (item_seq, model_id, answers, score, created_at) VALUES (@0, @1, @2, @3, @4)", 5);

    private readonly Prepared label = new(
        db, "INSERT OR IGNORE INTO item_labels (project_id, label, source, item_seq) VALUES (@0, @1, @2, @3)", 4);

    private readonly Prepared forgetPrediction = new(db, "DELETE FROM item_labels WHERE item_seq = @0 AND source = 1", 1);
    private readonly Prepared predicted = new(
        db, "UPDATE items SET score = @1, state = @2, labels = @3, updated_at = @4 WHERE seq = @0", 5);

    /// <returns>The item's number.</returns>
    public long Add(Item row) => item.Ask(
        row.Id, row.ProjectId, row.Name, row.Blob, row.Width, row.Height, row.Excerpt, row.State, row.Score,
        row.AnnotationVersion, row.SubmittedVersion, Json.Write(row.Labels), row.CreatedAt, row.UpdatedAt);

    public void AddText(Item row, string? words)
    {
        search.Run(row.Seq, row.Name, words ?? "");
        if (words is not null)
        {
            text.Run(row.Seq, words);
        }
    }

    public void AddAnnotation(Item row, IReadOnlyList<Answer> answers, string author)
    {
        annotation.Run(row.Seq, row.AnnotationVersion, AnnotationState.Submitted, Json.Write(answers), author, row.UpdatedAt);
        AddLabels(row, LabelSource.Annotation, answers);
    }

    /// <summary>In place of an older one; the item's own row is left to <see cref="MarkPredicted"/>.</summary>
    public void SetPrediction(Item row, PredictionRow given, IReadOnlyList<Answer> answers)
    {
        forgetPrediction.Run(row.Seq);
        prediction.Run(row.Seq, given.ModelId, given.Answers, given.Score, given.CreatedAt);
        AddLabels(row, LabelSource.Prediction, answers);
    }

    public void MarkPredicted(Item row) => predicted.Run(row.Seq, row.Score, row.State, Json.Write(row.Labels), row.UpdatedAt);

    public void Dispose()
    {
        foreach (var command in (Prepared[])[item, text, search, annotation, prediction, label, forgetPrediction, predicted])
        {
            command.Dispose();
        }
    }

    private void AddLabels(Item row, LabelSource source, IReadOnlyList<Answer> answers)
    {
        foreach (var id in ItemImport.LabelsOf(answers))
        {
            label.Run(row.ProjectId, id, (int)source, row.Seq);
        }
    }
}
