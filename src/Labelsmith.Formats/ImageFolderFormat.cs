using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats;

/// <summary>Images in a folder, or in folders that mean nothing; a <c>label_pattern</c> may find the class in the file's name.</summary>
internal sealed class ImageFolderFormat : IDatasetFormat
{
    public string Key => "image-folder";

    public string Title => "Folder of images";

    public IReadOnlyList<Medium> Media => [Medium.Image];

    public bool Recognizes(DataFolder data) => data.Files.Any(ImageFile.HasImageName);

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var classes = new ClassTable(description);
        var splits = new SplitTable(data, description);
        var pattern = LabelPattern.Of(description);
        var list = new ItemList();
        foreach (var file in data.Files.Where(file => description.Images is not { } folder || PathNames.IsIn(file, folder)))
        {
            if (!ImageFile.HasImageName(file))
            {
                list.Refuse(file, "This is no image and is left out: images end in .png, .jpg, .tif, .webp, .bmp or .gif.");
                continue;
            }

            var item = new DataItem(file, new FileSource(data.PathOf(file))) { Split = splits.Of(file) };
            list.Add(classes.Label(item, pattern?.Find(file), list));
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Image,
            Task = description.Task ?? (pattern is null ? null : TaskKind.Classification),
            Items = list.OrThrow(data, "no images"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }
}
