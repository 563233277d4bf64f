using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Predictions;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Items;

/// <summary>Adds many items at once.</summary>
internal static class ItemImport
{
    private const int ExcerptLength = 200;

    public static async Task<AddedItems> AddAsync(
        Contexts contexts, Guid project, IReadOnlyList<NewItem> items, string author, CancellationToken cancel)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        using var rows = new ItemRows(db);
        var present = new List<string>();
        var trashed = new List<string>();
        var added = 0;
        foreach (var chunk in items.Chunk(500))
        {
            var names = chunk.Select(item => item.Name).ToArray();
            var known = await db.Items.Where(item => item.ProjectId == project && names.Contains(item.Name))
                .ToDictionaryAsync(item => item.Name, item => item.DeletedAt is not null, cancel);
            foreach (var item in chunk)
            {
                if (known.TryAdd(item.Name, false))
                {
                    Add(rows, item, Row(project, item, contexts.Now), author);
                    added++;
                    continue;
                }

                present.Add(item.Name);
                if (known[item.Name])
                {
                    trashed.Add(item.Name);
                }
            }
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

    private static void Add(ItemRows rows, NewItem item, Item row, string author)
    {
        row = row with { Seq = rows.Add(row) };
        rows.AddText(row, item.Text);
        if (item.Annotation is not null)
        {
            rows.AddAnnotation(row, item.Annotation, author);
        }

        if (item.Prediction is { } prediction)
        {
            rows.SetPrediction(
                row, PredictionRow.Of(row, prediction.Model, prediction.Answers, prediction.Score), prediction.Answers);
        }
    }

    public static IReadOnlyList<string> LabelsOf(
        IEnumerable<Answer> answers) => [.. answers.SelectMany(answer => answer.Labels).Distinct()];

    public static IEnumerable<ItemLabel> Uses(Item item, LabelSource source, IEnumerable<Answer> answers) =>
        LabelsOf(answers)
            .Select(label => new ItemLabel { ProjectId = item.ProjectId, Label = label, Source = source, ItemSeq = item.Seq });

    /// <summary>Never cuts a character of two code units in half.</summary>
    private static string Excerpt(string text) =>
        text.Length <= ExcerptLength
            ? text
            : text[..(char.IsHighSurrogate(text[ExcerptLength - 1]) ? ExcerptLength - 1 : ExcerptLength)];
}
