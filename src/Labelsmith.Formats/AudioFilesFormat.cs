using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Formats;

/// <summary>Recordings in files. Their class is found by a <c>label_pattern</c> in the file's name, else it is the name of their folder
/// where at least two folders beside each other hold recordings.</summary>
internal sealed class AudioFilesFormat : IDatasetFormat
{
    public string Key => "audio-files";

    public string Title => "Recordings (WAV; others by ffmpeg)";

    public IReadOnlyList<Medium> Media => [Medium.Audio];

    /// <summary>Recordings, and no fewer of them than of images and of texts, which may describe them.</summary>
    public bool Recognizes(DataFolder data)
    {
        var sounds = data.Files.Count(SoundFile.HasSoundName);
        return sounds > 0 && sounds >= data.Files.Count(ImageFile.HasImageName) && sounds >= data.Files.Count(TextFolderFormat.IsText);
    }

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var classes = new ClassTable(description);
        var splits = new SplitTable(data, description);
        var pattern = LabelPattern.Of(description);
        var foldersAreClasses = pattern is null && ClassFolder.AreClasses(data.Files.Where(SoundFile.HasSoundName));
        var list = new ItemList();
        foreach (var file in data.Files)
        {
            if (!SoundFile.HasSoundName(file))
            {
                list.Refuse(file, "This is no recording and is left out: recordings end in .wav, .flac, .ogg, .mp3, .m4a and the like.");
                continue;
            }

            var (folder, split) = ClassFolder.Of(file);
            var item = new DataItem(file, new FileSource(data.PathOf(file))) { Split = splits.IsEmpty ? split : splits.Of(file) };
            list.Add(classes.Label(item, pattern is not null ? pattern.Find(file) : foldersAreClasses ? folder : null, list));
        }

        var items = list.OrThrow(data, "no recordings");
        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Audio,
            Task = description.Task ?? (items.Any(item => item.IsLabelled) ? TaskKind.Classification : null),
            Items = items,
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }
}
