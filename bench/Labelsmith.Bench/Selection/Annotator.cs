using System.Diagnostics;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Selection;

namespace Labelsmith.Bench.Selection;

/// <summary>Plays the loop with the truth in place of a person: choose, label, learn, test, and again.</summary>
/// <param name="data">With truth on all items but those of an unlabelled split, and a test split.</param>
/// <param name="cache">Of features.</param>
internal sealed class Annotator(Dataset data, SelectionRow row, string cache)
{
    private const int MostLooked = 20_000; // as in the browser

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labelsmith-bench-");

    /// <summary>Labels, value and seconds after each budget. A strategy that asks a model begins with labels drawn by chance.</summary>
    public IEnumerable<(int Labels, double Value, double Seconds)> Run(string strategy, int seed)
    {
        try
        {
            var (labelled, model) = (new HashSet<string>(), (string?)null);
            foreach (var budget in row.Budgets)
            {
                var start = Stopwatch.GetTimestamp();
                labelled.UnionWith(Choose(strategy, labelled, budget - labelled.Count, model, seed));
                if (Learn(With(labelled), seed, Path.Combine(_folder.FullName, $"{budget}")) is { } value)
                {
                    model = Path.Combine(_folder.FullName, $"{budget}", "model");
                    yield return (labelled.Count, value, Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 1));
                }
            }
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    /// <summary>With all labels of the training part.</summary>
    public (int Labels, double Value, double Seconds) RunWhole(int seed)
    {
        try
        {
            var start = Stopwatch.GetTimestamp();
            var value = Learn(data, seed, _folder.FullName)!.Value;
            var count = data.Items.Count(item => item.IsLabelled && item.Split != Split.Test);
            return (count, value, Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 1));
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private IEnumerable<string> Choose(string strategy, HashSet<string> labelled, int count, string? model, int seed)
    {
        var asksModel = strategy != SelectionCatalog.Automatic && SelectionCatalog.Resolve(strategy, hasModel: true).AsksModel;
        var request = new SelectionRequest
        {
            Data = With(labelled),
            Strategy = model is null && asksModel ? "random" : strategy,
            Count = count,
            Seed = seed,
            Model = model,
            MostLooked = MostLooked,
            CacheFolder = cache,
        };
        return ItemSelector.Select(request).Items.Select(item => item.ItemId);
    }

    /// <returns>Null where nothing can be learned yet, for all labels are of one class.</returns>
    private double? Learn(Dataset known, int seed, string folder)
    {
        try
        {
            return LearningRun.Run(new LearningRequest
            {
                Data = known,
                Method = "supervised",
                Seed = seed,
                Budget = row.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
                OutDirectory = folder,
                PredictPool = false,
            }).Report.Metrics[row.Metric];
        }
        catch (BadDataException few)
        {
            Console.Error.WriteLine(few.Message);
            return null;
        }
    }

    private Dataset With(HashSet<string> labelled) => data with
    {
        Items = [.. data.Items.Select(item =>
            item.Split == Split.Test ? item
            : labelled.Contains(item.Id) ? item with { Split = Split.Train }
            : item with { Split = Split.Unlabelled, ReadTruth = null })],
    };
}
