using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Predictions;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Items;

/// <summary>Adds many items at once.</summary>
internal static class ItemImport
{
    private const int ExcerptLength = 200;

    public static async Task<AddedItems> AddAsync(Contexts contexts, Guid project, IReadOnlyList<NewItem> items, string author, CancellationToken cancel)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var present = new List<string>();
        var trashed = new List<string>();
        var added = 0;
        foreach (var chunk in items.Chunk(500))
        {
            var names = chunk.Select(item => item.Name).ToArray();
            var known = await db.Items.Where(item => item.ProjectId == project && names.Contains(item.Name))
                .ToDictionaryAsync(item => item.Name, item => item.DeletedAt is not null, cancel);
            var pairs = new List<(NewItem New, Item Row)>();
            foreach (var item in chunk)
            {
                if (known.TryGetValue(item.Name, out var inTrash))
                {
                    present.Add(item.Name);
                    if (inTrash)
                    {
                        trashed.Add(item.Name);
                    }

                    continue;
                }

                known[item.Name] = false;
                pairs.Add((item, Row(project, item, contexts.Now)));
            }

            db.Items.AddRange(pairs.Select(pair => pair.Row));
            await db.SaveChangesAsync(cancel);
            foreach (var (item, row) in pairs)
            {
                await AddPartsAsync(db, item, row, author, cancel);
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            added += pairs.Count;
        }

        await transaction.CommitAsync(cancel);
        return new AddedItems(added, present, trashed);
    }

    private static Item Row(Guid project, NewItem item, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProjectId = project,
        Name = item.Name,
        Blob = item.Blob,
        Width = item.Width,
        Height = item.Height,
        Excerpt = item.Text is null ? null : Excerpt(item.Text),
        State = item.Annotation is not null ? ItemState.Annotated : item.Prediction is not null ? ItemState.Predicted : ItemState.New,
        Score = item.Prediction?.Score,
        AnnotationVersion = item.Annotation is null ? 0 : 1,
        SubmittedVersion = item.Annotation is null ? null : 1,
        Labels = LabelsOf(item.Annotation ?? item.Prediction?.Answers ?? []),
        CreatedAt = now,
        UpdatedAt = now,
    };

    private static async Task AddPartsAsync(LabelsmithContext db, NewItem item, Item row, string author, CancellationToken cancel)
    {
        await ItemSearch.AddAsync(db, row.Seq, item.Name, item.Text, cancel);
        if (item.Text is not null)
        {
            db.Texts.Add(new ItemText { ItemSeq = row.Seq, Text = item.Text });
        }

        if (item.Annotation is not null)
        {
            db.Annotations.Add(new AnnotationRow
            {
                ItemSeq = row.Seq,
                Version = 1,
                State = AnnotationState.Submitted,
                Answers = Json.Write(item.Annotation),
                Author = author,
                UpdatedAt = row.UpdatedAt,
            });
            db.ItemLabels.AddRange(Uses(row, LabelSource.Annotation, item.Annotation));
        }

        if (item.Prediction is { } prediction)
        {
            db.Predictions.Add(new PredictionRow
            {
                ItemSeq = row.Seq,
                ModelId = prediction.Model,
                Answers = Json.Write(prediction.Answers),
                Score = prediction.Score,
                CreatedAt = row.UpdatedAt,
            });
            db.ItemLabels.AddRange(Uses(row, LabelSource.Prediction, prediction.Answers));
        }
    }

    public static IReadOnlyList<string> LabelsOf(IEnumerable<Answer> answers) => [.. answers.SelectMany(answer => answer.Labels).Distinct()];

    public static IEnumerable<ItemLabel> Uses(Item item, LabelSource source, IEnumerable<Answer> answers) =>
        LabelsOf(answers).Select(label => new ItemLabel { ProjectId = item.ProjectId, Label = label, Source = source, ItemSeq = item.Seq });

    /// <summary>Never cuts a character of two code units in half.</summary>
    private static string Excerpt(string text) =>
        text.Length <= ExcerptLength ? text : text[..(char.IsHighSurrogate(text[ExcerptLength - 1]) ? ExcerptLength - 1 : ExcerptLength)];
}
