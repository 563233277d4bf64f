using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Server.Annotations;
using Labelsmith.Server.Problems;
using Labelsmith.Storage;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Server.Importing;

/// <summary>Labels for items that are there: each record finds its item by id, name or file name, and becomes a new
/// version of its annotation. Older versions stay in the history.</summary>
internal sealed class LabelImport(DataFolder data, Project project, string author)
{
    private const int ChunkSize = 256;

    private readonly LabelNames names = new(project.Schema);
    private readonly ImportTally tally = new([]);

    /// <param name="format">A key of the catalogue, or <c>auto</c>.</param>
    public async Task<ImportReport> ImportAsync(UploadedFile file, string format, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file.Path);
        var reader = await ChooseAsync(stream, file.Name, format, cancel);
        await foreach (var chunk in reader.ReadAsync(stream, file.Name, cancel).Chunk(ChunkSize).WithCancellation(cancel))
        {
            var labels = new List<(Guid, IReadOnlyList<Answer>)>();
            foreach (var read in chunk)
            {
                if (read.Fault is { } fault)
                {
                    tally.Add(fault);
                }
                else if (read.Record is { Annotation: not null } record && await TranslateAsync(record, cancel) is { } label)
                {
                    labels.Add(label);
                }
            }

            var updated = await data.Annotations.ImportAsync(project.Id, labels, author, cancel);
            tally.CountUpdated(updated);
            tally.CountSkipped(labels.Count - updated);
        }

        tally.TellUnknownLabels(file.Name);
        return tally.Report;
    }

    private static async Task<IRecordReader> ChooseAsync(FileStream stream, string name, string format, CancellationToken cancel)
    {
        var readers = FormatCatalog.All.OfType<IRecordReader>().ToList();
        if (format != "auto")
        {
            return readers.FirstOrDefault(reader => reader.Key == format)
                ?? throw ProblemException.Invalid($"No labels can be read as '{format}': choose one of auto, {string.Join(", ", readers.Select(reader => reader.Key))}.");
        }

        var start = new byte[64 << 10];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        stream.Position = 0;
        return readers.FirstOrDefault(reader => reader.RecognizesStart(start.AsSpan(0, length)))
            ?? throw new BadDataException(
                $"{name} looks like none of {string.Join(", ", readers.Select(reader => reader.Title))}: choose its format.");
    }

    private async Task<(Guid, IReadOnlyList<Answer>)?> TranslateAsync(ItemRecord record, CancellationToken cancel)
    {
        if (await FindAsync(record, cancel) is not { } item)
        {
            tally.Add(new Fault(
                record.File ?? record.Id, "The project has no item of this id or file name: import the item first."));
            return null;
        }

        var unknown = new HashSet<string>();
        var answers = ItemImporter.WithUniqueIds(names.ToIds(record.Annotation!, unknown));
        if (unknown.Count > 0)
        {
            tally.AddUnknownLabels(unknown);
            return null;
        }

        var text = item.Blob is null ? await data.Items.ReadTextAsync(item, cancel) : null;
        if (new AnswerCheck(project.Schema, item.Width, item.Height, text?.Length).FindFault(answers) is { } fault)
        {
            tally.Add(new Fault(record.File ?? record.Id, fault));
            return null;
        }

        return (item.Id, answers);
    }

    private async Task<Item?> FindAsync(ItemRecord record, CancellationToken cancel)
    {
        if (Guid.TryParse(record.Id, out var id)
            && await data.Items.FindAsync(id, cancel) is { } byId && byId.ProjectId == project.Id)
        {
            return byId;
        }

        var item = await data.Items.FindByNameAsync(project.Id, record.Id, cancel);
        return item is null && record.File is { } file ? await data.Items.FindByFileNameAsync(project.Id, file, cancel) : item;
    }
}
