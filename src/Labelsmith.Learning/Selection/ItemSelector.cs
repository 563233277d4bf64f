using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Features;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Selection;

/// <summary>Chooses which items of a data set a person should label next.</summary>
public static class ItemSelector
{
    private const int FirstBatch = 20;

    /// <exception cref="BadDataException">Every item has a label, or the strategy cannot work on these items or with this model.</exception>
    public static SelectionOutcome Select(SelectionRequest request, CancellationToken cancellation = default)
    {
        EngineThreads.WaitPassively();
        var strategy = SelectionCatalog.Resolve(request.Strategy, request.Model is not null);
        using var model = request.Model is null ? null : Predictor.Load(request.Model);
        if (model is not null && model.Card.Medium != request.Data.Medium)
        {
            throw new BadDataException(
                $"'{request.Data.Name}' holds {Word(request.Data.Medium)} items, but the model was trained on {Word(model.Card.Medium)} items: choose another model.");
        }

        var usable = request.Data.Items
            .Where(item => item.Split != Split.Test && !(item.Source is TextSource text && string.IsNullOrWhiteSpace(text.Text))).ToList();
        var open = Draw([.. usable.Where(item => !item.IsLabelled)], request);
        if (open.Count == 0)
        {
            throw new BadDataException($"Every item of '{request.Data.Name}' has a label: there is nothing left to ask.");
        }

        var known = strategy.Needs.HasFlag(SelectionNeeds.Labelled) ? Draw([.. usable.Where(item => item.IsLabelled)], request) : [];
        var faults = new List<Fault>();
        var (items, input) = Gather(strategy.Needs, open, known, model, request, faults, cancellation);
        var picks = request.StopsAnywhere && !strategy.AsksModel
            ? SelectInBatches(strategy, input, request, cancellation)
            : strategy.Select(input, request.Count, request.Seed, cancellation);
        return new SelectionOutcome(
            strategy, [.. picks.Select(pick => new SelectedItem(items[pick.Item].Id, pick.Value, strategy.Explain(pick.Value)))], faults);
    }

    private static List<Pick> SelectInBatches(
        SelectionStrategy strategy, SelectionInput input, SelectionRequest request, CancellationToken cancellation)
    {
        var (picks, labelled) = (new List<Pick>(), (bool[])input.Labelled.Clone());
        while (picks.Count < request.Count)
        {
            var batch = strategy.Select(
                input with { Labelled = labelled }, Math.Min(Math.Max(FirstBatch, picks.Count), request.Count - picks.Count), request.Seed, cancellation);
            if (batch.Count == 0)
            {
                break;
            }

            picks.AddRange(batch);
            foreach (var pick in batch)
            {
                labelled[pick.Item] = true;
            }
        }

        return picks;
    }

    private static (IReadOnlyList<DataItem> Items, SelectionInput Input) Gather(
        SelectionNeeds needs, IReadOnlyList<DataItem> open, IReadOnlyList<DataItem> known, Predictor? model, SelectionRequest request,
        List<Fault> faults, CancellationToken cancellation)
    {
        // a model of texts has no embedding, so its variants are asked from the texts themselves
        var isText = model?.Card.Kind == TextClassifier.Kind;
        var asksModel = needs.HasFlag(SelectionNeeds.Probabilities) || (needs.HasFlag(SelectionNeeds.Samples) && isText);
        var embeds = needs.HasFlag(SelectionNeeds.Features) || (needs.HasFlag(SelectionNeeds.Samples) && !isText);
        var share = asksModel && embeds ? 0.5 : 1;

        var answers = asksModel ? Answers(model!, open, part => request.Progress?.Invoke(part * share), faults, cancellation) : null;
        IReadOnlyList<DataItem> items = [.. known, .. answers is null ? open : open.Where(item => answers.ContainsKey(item.Id))];
        ItemFeatures? features = null;
        if (embeds)
        {
            var cache = request.CacheFolder is { } folder ? new FeatureCache(folder) : null;
            features = ItemFeatures.Extract(
                items, request.Data.Medium, model, cache, request.Seed, part => request.Progress?.Invoke(1 - share + (part * share)), cancellation);
            items = features.Items;
            faults.AddRange(features.Faults);
        }

        return (items, new SelectionInput
        {
            Labelled = [.. items.Select(item => item.IsLabelled)],
            Points = features?.Points,
            Probabilities = answers is null ? null : [.. items.Select(item => answers.GetValueOrDefault(item.Id))],
            Samples = needs.HasFlag(SelectionNeeds.Samples) ? Samples(model!, items, features, request) : null,
        });
    }

    /// <summary>By item id. Models that answer by regions give one score an item: it stands as a half and half of the rest for right,
    /// so that the margin of the two is the score.</summary>
    private static Dictionary<string, float[]> Answers(
        Predictor model, IReadOnlyList<DataItem> items, Action<double> progress, List<Fault> faults, CancellationToken cancellation)
    {
        var (answers, done) = (new Dictionary<string, float[]>(items.Count), 0);
        foreach (var output in model.Run(items, cancellation))
        {
            switch (output)
            {
                case UnreadableOutput unreadable:
                    faults.Add(unreadable.Fault);
                    break;
                case ClassOutput classes:
                    answers[classes.ItemId] = classes.Probabilities;
                    break;
                default:
                    var half = (float)output.ToPrediction(model.Card).Score / 2;
                    answers[output.ItemId] = [0.5f + half, 0.5f - half];
                    break;
            }

            if (++done % 100 == 0)
            {
                progress((double)done / items.Count);
            }
        }

        return answers;
    }

    private static IModelSamples Samples(Predictor model, IReadOnlyList<DataItem> items, ItemFeatures? features, SelectionRequest request)
    {
        IModelSamples? samples = model.Directory is not { } directory ? null
            : model.Card.Kind == TextClassifier.Kind ? TextSamples.Load(directory, model.Card, items, request.Seed)
            : features is { IsLearned: true } ? HeadSamples.TryLoad(directory, features.Points, request.Seed)
            : null;
        return samples ?? throw new BadDataException(
            $"'{request.Strategy}' needs a classifier that this version of Labelsmith has trained, and '{request.Model}' is none: train it again, or choose another strategy.");
    }

    private static List<DataItem> Draw(List<DataItem> items, SelectionRequest request)
    {
        if (request.MostLooked is not { } most || items.Count <= most)
        {
            return items;
        }

        var drawn = items.ToArray();
        new Random(request.Seed).Shuffle(drawn);
        return [.. drawn.Take(most)];
    }

    private static string Word<T>(T name) where T : struct, Enum => name.ToString().ToLowerInvariant();
}
