using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Cli.Data;

/// <summary>Predictions in the native format, one item a line.</summary>
internal static class PredictionFile
{
    public static Task WriteAsync(string path, LearningRequest request, LearningOutcome outcome, CancellationToken cancel)
    {
        var items = request.Data.Items.ToDictionary(item => item.Id);
        var model = $"{request.Data.Name}/{outcome.Report.Method}/seed-{request.Seed}";
        var records = outcome.Predictions.Select(prediction => ToRecord(items[prediction.ItemId], request.Data.Medium, model, prediction));
        return WriteAsync(path, request.Data, records, cancel);
    }

    /// <summary>Streams the records to a file, which is there only when all of it is. <c>-</c> is standard output.</summary>
    public static async Task WriteAsync(string path, Dataset data, IEnumerable<ItemRecord> records, CancellationToken cancel)
    {
        var native = (IRecordWriter)FormatCatalog.Find("native")!;
        var header = new ExportHeader
        {
            Name = data.Name,
            Content = ExportContent.Predictions,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Classes = data.Classes,
        };
        await OutFile.WriteAsync(path, output => native.WriteAsync(header, Stream(records, cancel), output, cancel));
    }

    public static ItemRecord ToRecord(DataItem item, Medium medium, string model, ItemPrediction prediction) => new()
    {
        Id = item.Id,
        Medium = medium,
        File = item.Source is FileSource ? item.Id : null,
        Text = (item.Source as TextSource)?.Text,
        Prediction = new PredictionRecord(model, prediction.Score, prediction.Answers),
    };

    private static async IAsyncEnumerable<ItemRecord> Stream(
        IEnumerable<ItemRecord> records, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var record in records)
        {
            cancel.ThrowIfCancellationRequested();
            yield return record;
        }

        await Task.CompletedTask;
    }
}
