using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Formats;

/// <summary>What formats of images have no place for, in files that Labelsmith writes: an addition <c>labelsmith</c> to each image.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Annotation">A person's answers about the whole image; null: nobody answered.</param>
/// <param name="Prediction">A model's, likewise.</param>
/// <param name="Unmarked">As <see cref="ItemRecord.Unmarked"/>.</param>
internal sealed record ItemExtras(
    string Item, IReadOnlyList<Answer>? Annotation = null, PredictionRecord? Prediction = null, UnmarkedPixels? Unmarked = null)
{
    /// <summary>Of a record: its answers without a region.</summary>
    public static ItemExtras Of(ItemRecord record) => new(record.Id, WholeItem(record.Annotation),
        record.Prediction is { } prediction ? prediction with { Answers = WholeItem(prediction.Answers)! } : null, record.Unmarked);

    /// <summary>The record with these answers and those that have a region; without extras, with the latter alone.</summary>
    /// <param name="byPeople">Regions that a person drew.</param>
    /// <param name="byModels">Regions that a model gave.</param>
    public static ItemRecord Join(ItemExtras? extras, ItemRecord record, IReadOnlyList<Answer> byPeople, IReadOnlyList<Answer> byModels) => extras is not null
        ? record with
        {
            Id = extras.Item,
            Unmarked = extras.Unmarked,
            Annotation = extras.Annotation is null ? null : [.. extras.Annotation, .. byPeople],
            Prediction = extras.Prediction is { } prediction ? prediction with { Answers = [.. prediction.Answers, .. byModels] } : null,
        }
        : record with
        {
            // an image without annotations shows nothing; one with predictions alone has no truth
            Annotation = byPeople.Count > 0 || byModels.Count == 0 ? byPeople : null,
            Prediction = byModels.Count > 0 ? new PredictionRecord("", byModels.Min(answer => answer.Score ?? 0), byModels) : null,
        };

    /// <summary>Adds an answer; one with several labels stands as several entries of one id, which become one again.</summary>
    public static void AddOrJoin(List<Answer> answers, Answer answer)
    {
        if (answers is [.., var last] && last.Id == answer.Id && last.Control == answer.Control)
        {
            answers[^1] = last with { Labels = [.. last.Labels, .. answer.Labels] };
        }
        else
        {
            answers.Add(answer);
        }
    }

    private static List<Answer>? WholeItem(IReadOnlyList<Answer>? answers) => answers?.Where(answer => answer.Region is null).ToList();
}
