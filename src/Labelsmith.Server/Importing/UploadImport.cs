using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Formats.Archives;
using Labelsmith.Media;
using Labelsmith.Media.Sounds;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Server.Importing;

/// <summary>Uploaded files as data: images, texts and recordings are an item each; archives and tables hold several.</summary>
internal static class UploadImport
{
    /// <summary>What of the upload can be read, file by file; what cannot goes to the faults.</summary>
    public static IReadOnlyList<Dataset> Read(
        UploadFolder upload, Project project, long maximumBytes, ICollection<Fault> faults, CancellationToken cancel)
    {
        var single = new List<DataItem>();
        var sets = new List<Dataset>();
        foreach (var file in upload.Files)
        {
            try
            {
                if (IsItem(file.Name, project.Medium))
                {
                    single.Add(new DataItem(file.Name, new FileSource(file.Path)));
                }
                else if (HasEnding(file.Name, ".zip"))
                {
                    sets.Add(DatasetReader.Open(Unpack(file, maximumBytes, faults, cancel)) with { Name = file.Name });
                }
                else if (project.Medium == Medium.Text && !ImageFile.HasImageName(file.Name))
                {
                    sets.Add(DatasetReader.Open(file.Path) with { Name = file.Name });
                }
                else
                {
                    faults.Add(new Fault(file.Name, Refusal(project.Medium)));
                }
            }
            catch (BadDataException bad)
            {
                faults.Add(new Fault(file.Name, bad.Message.Replace(
                    Path.GetDirectoryName(file.Path)! + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)));
            }
        }

        if (single.Count > 0)
        {
            sets.Insert(0, new Dataset { Name = "upload", Medium = project.Medium, Items = single });
        }

        return sets;
    }

    /// <summary>Into a folder beside the archive.</summary>
    private static string Unpack(UploadedFile file, long maximumBytes, ICollection<Fault> faults, CancellationToken cancel)
    {
        var folder = Path.Combine(Path.GetDirectoryName(file.Path)!, "unpacked", Path.GetFileNameWithoutExtension(file.Path));
        using var archive = File.OpenRead(file.Path);
        var refused = ZipFolder.Extract(archive, file.Name, folder, new ZipLimits { MaximumBytes = maximumBytes }, cancel);
        foreach (var fault in refused)
        {
            faults.Add(fault);
        }

        return folder;
    }

    private static bool IsItem(string name, Medium medium) => medium switch
    {
        Medium.Image => ImageFile.HasImageName(name),
        Medium.Audio => SoundFile.HasSoundName(name),
        _ => HasEnding(name, ".txt") || HasEnding(name, ".eml") || HasEnding(name, ".md"),
    };

    private static string Refusal(Medium medium) => medium switch
    {
        Medium.Image => "This is no image: send PNG, JPEG, TIFF, WebP, BMP or GIF, or a zip archive of them; labels have an import of their own.",
        Medium.Audio => "This is no recording: send WAV, FLAC, Ogg, MP3 or M4A, or a zip archive of them; labels have an import of their own.",
        _ => "This is no text: send .txt, .tsv, .csv or .jsonl, or a zip archive of them.",
    };

    private static bool HasEnding(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
