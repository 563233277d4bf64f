using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Predictions;
using Labelsmith.Storage.Selections;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Items;

/// <summary>An item with all that is known of it.</summary>
/// <param name="Text">Null for an image, or where it was not asked for.</param>
/// <param name="Annotation">The one in force, submitted or skipped.</param>
/// <param name="Draft">What somebody has begun since.</param>
public sealed record FullItem(Item Item, string? Text, Annotation? Annotation, Annotation? Draft, Prediction? Prediction)
{
    /// <summary>Why it is asked about before others; null: it is not, or one of a list.</summary>
    public Ask? Ask { get; init; }
}

internal static class FullItems
{
    public static async Task<IReadOnlyList<FullItem>> ReadAsync(
        LabelsmithContext db, IReadOnlyList<Item> items, bool withText, CancellationToken cancel)
    {
        var all = items.Select(item => item.Seq).ToArray();
        var texts = withText
            ? await db.Texts.Where(text => all.Contains(text.ItemSeq))
                .ToDictionaryAsync(text => text.ItemSeq, text => text.Text, cancel)
            : [];
        // old versions, which may be large masks, stay on the disk
        var annotations = await db.Annotations
            .Where(row => all.Contains(row.ItemSeq)
                && db.Items.Any(item => item.Seq == row.ItemSeq
                    && (item.SubmittedVersion == row.Version || item.DraftVersion == row.Version)))
            .ToDictionaryAsync(row => (row.ItemSeq, (int?)row.Version), row => row.ToAnnotation(), cancel);
        var predictions = await db.Predictions.Where(row => all.Contains(row.ItemSeq))
            .ToDictionaryAsync(row => row.ItemSeq, row => row.ToPrediction(), cancel);
        return
        [
            .. items.Select(item => new FullItem(
                item,
                texts.GetValueOrDefault(item.Seq),
                annotations.GetValueOrDefault((item.Seq, item.SubmittedVersion)),
                annotations.GetValueOrDefault((item.Seq, item.DraftVersion)),
                predictions.GetValueOrDefault(item.Seq))),
        ];
    }
}
