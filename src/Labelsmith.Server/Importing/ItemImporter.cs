using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;
using Labelsmith.Media;
using Labelsmith.Media.Sounds;
using Labelsmith.Server.Annotations;
using Labelsmith.Server.Items;
using Labelsmith.Storage;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Server.Importing;

/// <summary>Makes items of data, a few hundred at a time: contents first, then their rows in one transaction. Nothing is in the
/// project that is not wholly there; what cannot be used is told, and the rest goes on.</summary>
internal sealed class ItemImporter(DataFolder data, ImageCache images)
{
    private const int ChunkSize = 256;

    /// <param name="author">Who gets the annotations that the data brings.</param>
    public async Task<ImportReport> ImportAsync(Project project, Dataset dataset, string author, CancellationToken cancel)
    {
        var tally = new ImportTally(dataset.Faults);
        if (dataset.Medium != project.Medium)
        {
            throw new BadDataException(
                $"{dataset.Name} holds items of the medium {Word(dataset.Medium)}, but the project {Word(project.Medium)}: "
                + "choose other data, or another project.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in dataset.Items.Chunk(ChunkSize))
        {
            await ImportChunkAsync(project, dataset, [.. chunk.Where(item => IsNew(item, seen, tally))], author, tally, cancel);
        }

        if (tally.Report.Added > 0)
        {
            await data.Selections.RequestAsync(project.Id, cancel: cancel); // the new ones may be the most typical
        }

        tally.TellUnknownLabels(dataset.Name);
        return tally.Report;
    }

    private async Task ImportChunkAsync(
        Project project, Dataset dataset, IReadOnlyList<DataItem> chunk, string author, ImportTally tally,
        CancellationToken cancel)
    {
        var known = await data.Items.FindByNamesAsync(project.Id, [.. chunk.Select(item => item.Id)], cancel);
        var prepared = new NewItem?[chunk.Count];
        var names = new LabelNames(project.Schema);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel };
        await Parallel.ForAsync(0, chunk.Count, parallel, async (index, stop) =>
        {
            var item = chunk[index];
            try
            {
                var content = known.TryGetValue(item.Id, out var there)
                    ? await DescribeAsync(there, stop)
                    : await KeepAsync(item, project.Medium, stop);
                prepared[index] = content with { Annotation = ReadTruth(item, content, dataset, project, names, tally) };
            }
            catch (BadItemException bad)
            {
                tally.Add(bad.Fault);
            }
        });

        var fresh = prepared.OfType<NewItem>().Where(item => !known.ContainsKey(item.Name)).ToList();
        var added = await data.Items.AddAsync(project.Id, fresh, author, cancel);
        tally.CountAdded(added.Added);
        // answers for items that are there go only where nobody has answered yet
        var labels = prepared.OfType<NewItem>()
            .Where(item => item.Annotation is not null
                && known.TryGetValue(item.Name, out var there) && there is { AnnotationVersion: 0, DeletedAt: null })
            .Select(item => (known[item.Name].Id, item.Annotation!)).ToList();
        var updated = await data.Annotations.ImportAsync(project.Id, labels, author, cancel);
        tally.CountUpdated(updated);
        tally.CountSkipped(known.Count + added.Present.Count - updated);
        foreach (var item in known.Values.Where(item => item.DeletedAt is not null))
        {
            tally.Add(new Fault(
                item.Name, "An item of this name lies in the trash: restore it there instead of importing it again."));
        }
    }

    private async Task<NewItem> KeepAsync(DataItem item, Medium medium, CancellationToken cancel)
    {
        if (medium == Medium.Text)
        {
            return new NewItem(item.Id) { Text = TextFile.Read(item.Source, item.Id) };
        }

        return item.Source switch
        {
            FileSource file => await KeepFileAsync(file.Path, item.Id, medium, cancel),
            PixelSource pixels => new NewItem(item.Id)
            {
                Blob = await data.Blobs.PutAsync(EncodedImage.Png(pixels).Bytes, cancel),
                Width = pixels.Width,
                Height = pixels.Height,
            },
            _ => throw new BadItemException(new Fault(item.Id, $"This item is a text and has no file of the medium {Word(medium)}.")),
        };
    }

    private async Task<NewItem> KeepFileAsync(string path, string name, Medium medium, CancellationToken cancel)
    {
        try
        {
            if (medium == Medium.Audio)
            {
                return await KeepSoundAsync(path, name, cancel);
            }

            ImageFile.Probe(path, name); // before copying what is of another medium, or too large
            await using var file = File.OpenRead(path);
            var (blob, _) = await data.Blobs.PutAsync(file, cancel);
            var header = images.Check(blob, name);
            return new NewItem(name) { Blob = blob, Width = header.UprightWidth, Height = header.UprightHeight };
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or FileNotFoundException)
        {
            throw new BadItemException(new Fault(name, $"The file cannot be read: {failure.Message}"), failure);
        }
    }

    /// <summary>As WAV, whatever it was: browsers and decoders disagree by tens of milliseconds on where an MP3 begins, and segments must lie where they were drawn.</summary>
    private async Task<NewItem> KeepSoundAsync(string path, string name, CancellationToken cancel)
    {
        using var wav = SoundFile.AsWav(path, name);
        SoundFile.Probe(wav.Path, name);
        await using var file = File.OpenRead(wav.Path);
        var (blob, _) = await data.Blobs.PutAsync(file, cancel);
        images.SoundThumbnail(blob, name); // which will be wanted anyway, and reads the file to its end
        return new NewItem(name) { Blob = blob };
    }

    /// <summary>What the check of answers needs to know of an item that is there.</summary>
    private async Task<NewItem> DescribeAsync(Item item, CancellationToken cancel) => new(item.Name)
    {
        Width = item.Width,
        Height = item.Height,
        Text = item.Blob is null ? await data.Items.ReadTextAsync(item, cancel) : null,
    };

    private static IReadOnlyList<Answer>? ReadTruth(
        DataItem item, NewItem content, Dataset dataset, Project project, LabelNames names, ImportTally tally)
    {
        if (item.ReadTruth is null)
        {
            return null;
        }

        try
        {
            var truth = item.ReadTruth();
            // pixels that no answer covers are background: most schemas have no label for it, and some want it marked
            var said = dataset.Background is not { } background ? truth
                : !names.Has(background) ? truth.Where(answer => !answer.Labels.Contains(background))
                : project.Schema.Controls.Any(control => control.MarksPixels && control.Unmarked == UnmarkedPixels.Unknown)
                    ? WithBackground(item.Id, truth, dataset.Classes, background, content)
                : truth;
            var unknown = new HashSet<string>();
            var answers = names.ToIds(said, unknown);
            if (unknown.Count > 0)
            {
                tally.AddUnknownLabels(unknown);
                return null;
            }

            answers = WithUniqueIds(answers);
            return new AnswerCheck(project.Schema, content.Width, content.Height, content.Text?.Length).FindFault(answers) is { } fault
                ? throw new BadItemException(new Fault(item.Id, $"Its labels were left out: {fault}"))
                : answers;
        }
        catch (BadItemException bad)
        {
            tally.Add(bad.Fault); // the item itself is sound
            return null;
        }
    }

    /// <summary>The same with a mask of what is left over.</summary>
    private static IEnumerable<Answer> WithBackground(
        string id, IReadOnlyList<Answer> truth, IReadOnlyList<string> classes, string background, NewItem content)
    {
        if (content is not { Width: { } width, Height: { } height })
        {
            return truth;
        }

        var index = classes.ToList().IndexOf(background);
        var map = LabelMap.Paint(id, truth, classes, width, height, (byte)index);
        return
        [
            .. truth.Where(answer => !answer.Labels.Contains(background)),
            .. LabelMap.ToMasks(map, classes, width, height).Where(found => found.Class == index)
                .Select(found => new Answer { Id = "background", Control = "regions", Labels = [background], Region = found.Mask }),
        ];
    }

    internal static IReadOnlyList<Answer> WithUniqueIds(IReadOnlyList<Answer> answers) =>
        answers.Select(answer => answer.Id).Distinct().Count() == answers.Count
            ? answers
            : [.. answers.Select(answer => answer with { Id = Guid.CreateVersion7().ToString() })];

    private static bool IsNew(DataItem item, HashSet<string> seen, ImportTally tally)
    {
        if (seen.Add(item.Id))
        {
            return true;
        }

        tally.Add(new Fault(item.Id, "Two items have this name, and the first one was taken: give each its own name."));
        return false;
    }

    private static string Word(Medium medium) => medium.ToString().ToLowerInvariant();
}
