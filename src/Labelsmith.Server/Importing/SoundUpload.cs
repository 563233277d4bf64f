using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Sounds;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Server.Importing;

/// <summary>Uploaded recordings as data: each file is an item.</summary>
internal static class SoundUpload
{
    /// <summary>Takes the files of a project of recordings out of the upload; archives stay in it, for they are read alike for all media.</summary>
    /// <param name="faults">Receives what is no recording.</param>
    /// <returns>Nothing where the project holds another medium, or no file is a recording.</returns>
    public static IReadOnlyList<Dataset> Take(UploadFolder upload, Project project, ICollection<Fault> faults)
    {
        if (project.Medium != Medium.Audio)
        {
            return [];
        }

        var items = new List<DataItem>();
        foreach (var file in upload.Take(file => !file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)))
        {
            if (SoundFile.IsSoundName(file.Name)) // what cannot be read is named when it is opened
            {
                items.Add(new DataItem(file.Name, new FileSource(file.Path)));
            }
            else
            {
                faults.Add(new Fault(
                    file.Name, "This is no recording: send WAV files, or a zip archive of them; labels have an import of their own."));
            }
        }

        return items.Count == 0 ? [] : [new Dataset { Name = "upload", Medium = Medium.Audio, Items = items }];
    }
}
