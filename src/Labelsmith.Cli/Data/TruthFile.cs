using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;
using Labelsmith.Formats;

namespace Labelsmith.Cli.Data;

/// <summary>The truth of <c>evaluate</c>: a data set, or a file of answers whose items lie elsewhere.</summary>
internal static class TruthFile
{
    private const string Background = "background";

    /// <param name="task">What is to be compared; null: what the data says, else what the answers are.</param>
    public static async Task<Dataset> OpenAsync(
        string path, string? from, TaskKind? task, ICollection<Fault> faults, CancellationToken cancel)
    {
        if (from is not null || !File.Exists(path) || RecordFile.TryFindReader(path) is not { } reader)
        {
            return DatasetReader.Open(path, from);
        }

        var records = new List<ItemRecord>();
        await foreach (var record in RecordFile.ReadAsync(path, reader, faults.Add, cancel))
        {
            records.Add(record);
        }

        return records.Any(record => record.Annotation is not null) ? Create(path, records, task) : DatasetReader.Open(path, from);
    }

    /// <summary>For segmentation, pixels that no answer covers are background, as people draw the things, unless the file says that
    /// they are unknown.</summary>
    private static Dataset Create(string path, List<ItemRecord> records, TaskKind? task)
    {
        var answers = records.SelectMany(record => record.Annotation ?? []).ToList();
        var kind = task ?? TaskOf(answers);
        var labels = answers.Where(answer => IsOf(kind, answer)).SelectMany(answer => answer.Labels).Distinct().Order(StringComparer.Ordinal);
        var background = kind != TaskKind.Segmentation || records.Any(record => record.Unmarked == UnmarkedPixels.Unknown) ? null
            : labels.FirstOrDefault(label => label.Equals(Background, StringComparison.OrdinalIgnoreCase)) ?? Background;
        return new Dataset
        {
            Name = Path.GetFileName(path),
            Medium = records[0].Medium,
            Task = kind,
            Classes = background is null ? [.. labels] : [background, .. labels.Where(label => label != background)],
            Background = background,
            Items = [.. records.Select(record => ToItem(record, Path.GetDirectoryName(Path.GetFullPath(path))!))],
        };
    }

    private static DataItem ToItem(ItemRecord record, string folder) => new(record.Id, Source(record, folder))
    {
        ReadTruth = record.Annotation is { } answers ? () => answers : null,
    };

    /// <summary>Only the size of an image is asked for, and only where no mask tells it.</summary>
    private static ItemSource Source(ItemRecord record, string folder) =>
        record.Medium == Medium.Text ? new TextSource(record.Text ?? "") : new FileSource(Path.Combine(folder, record.File ?? record.Id));

    private static TaskKind TaskOf(List<Answer> answers) =>
        answers.Any(answer => answer.Number is not null) ? TaskKind.Regression
        : answers.Any(answer => answer.Region is null && answer.Labels.Count > 1) ? TaskKind.Multilabel
        : answers.Any(answer => answer.Region is null) ? TaskKind.Classification
        : answers.Any(answer => answer.Region is TextSpan) ? TaskKind.Tagging
        : answers.Any(answer => answer.Region is SoundSegment) ? TaskKind.Segments
        : answers.Any(answer => answer.Region is Mask or Polygon) ? TaskKind.Segmentation
        : TaskKind.Detection;

    private static bool IsOf(TaskKind task, Answer answer) => task switch
    {
        TaskKind.Classification or TaskKind.Multilabel or TaskKind.Regression => answer.Region is null,
        TaskKind.Tagging => answer.Region is TextSpan,
        TaskKind.Segments => answer.Region is SoundSegment,
        _ => answer.Region is not null and not (TextSpan or SoundSegment),
    };
}
