using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Items;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Predictions;

/// <summary>Models' answers. They never touch a person's.</summary>
public sealed class PredictionStore
{
    private readonly Contexts contexts;

    internal PredictionStore(Contexts contexts) => this.contexts = contexts;

    /// <summary>Each item gets the given prediction in place of an older one; items that are not named keep theirs.
    /// Written a few hundred at a time, so that people's saves never wait long for it.</summary>
    /// <param name="predictions">With the items' ids (UUIDs) and label ids; unknown items are passed over.</param>
    /// <returns>How many items have got one.</returns>
    public async Task<int> ReplaceForModelAsync(
        Guid project, Guid model, IEnumerable<ItemPrediction> predictions, CancellationToken cancel = default)
    {
        var written = 0;
        foreach (var chunk in predictions.Chunk(500))
        {
            cancel.ThrowIfCancellationRequested();
            written += await WriteAsync(project, model.ToString(), chunk, cancel);
        }

        return written;
    }

    /// <summary>How many predictions wait to be accepted: in all, and with at least each score.</summary>
    /// <param name="scores">From the highest to the lowest.</param>
    public async Task<(int Waiting, int[] Counts)> CountAsync(Guid project, IReadOnlyList<double> scores, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        var waiting = db.Items.Where(item => item.ProjectId == project && item.DeletedAt == null && item.State == ItemState.Predicted && item.ScoreRank > 0);
        var counts = new int[scores.Count];
        var all = 0;
        await foreach (var rank in waiting.Select(item => item.ScoreRank).AsAsyncEnumerable().WithCancellation(cancel))
        {
            all++;
            for (var i = scores.Count - 1; i >= 0 && scores[i] <= rank; i--)
            {
                counts[i]++;
            }
        }

        return (all, counts);
    }

    private async Task<int> WriteAsync(Guid project, string model, ItemPrediction[] chunk, CancellationToken cancel)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var byId = new Dictionary<Guid, ItemPrediction>();
        foreach (var prediction in chunk)
        {
            if (Guid.TryParse(prediction.ItemId, out var id))
            {
                byId[id] = prediction;
            }
        }

        var items = await db.Items.Where(item => item.ProjectId == project && byId.Keys.Contains(item.Id)).ToListAsync(cancel);
        using var rows = new ItemRows(db);
        foreach (var item in items)
        {
            var prediction = byId[item.Id];
            var changed = item with
            {
                Score = prediction.Score,
                State = item.State == ItemState.New ? ItemState.Predicted : item.State,
                Labels = item.SubmittedVersion is null ? ItemImport.LabelsOf(prediction.Answers) : item.Labels,
                UpdatedAt = contexts.Now,
            };
            rows.SetPrediction(
                changed, PredictionRow.Of(changed, model, prediction.Answers, prediction.Score), prediction.Answers);
            rows.MarkPredicted(changed);
        }

        await transaction.CommitAsync(cancel);
        return items.Count;
    }
}
