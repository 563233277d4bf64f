using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats;

/// <summary>Images or texts in folders that bear the name of their class, below folders <c>train</c>, <c>val</c> and <c>test</c> or
/// directly. Those in a folder <c>unlabelled</c>, or in none, have no label.</summary>
internal sealed class FolderPerClassFormat : IDatasetFormat
{
    public string Key => "folder-per-class";

    public string Title => "One folder per class";

    public IReadOnlyList<Medium> Media => [Medium.Image, Medium.Text];

    /// <summary>At least two folders beside each other hold items and are named like classes.</summary>
    public bool Recognizes(DataFolder data)
    {
        var medium = MediumOf(data);
        return ClassFolder.AreClasses(data.Files.Where(file => IsItem(file, medium)));
    }

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var medium = MediumOf(data);
        var classes = new ClassTable(description);
        var splits = new SplitTable(data, description);
        var list = new ItemList();
        foreach (var file in data.Files)
        {
            if (!IsItem(file, medium))
            {
                list.Refuse(file, $"This is no {(medium == Medium.Image ? "image" : "text (.txt)")} and is left out.");
                continue;
            }

            if (medium == Medium.Text && TextFile.TooLong(new FileInfo(data.PathOf(file)).Length, file) is { } tooLong)
            {
                list.Refuse(tooLong);
                continue;
            }

            var (folder, split) = ClassFolder.Of(file);
            split = splits.IsEmpty ? split : splits.Of(file);
            var item = new DataItem(file, new FileSource(data.PathOf(file))) { Split = split };
            list.Add(classes.Label(item, folder, list));
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = medium,
            Task = description.Task ?? TaskKind.Classification,
            Items = list.OrThrow(data, "no images or texts"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static Medium MediumOf(DataFolder data) =>
        data.Files.Count(ImageFile.HasImageName) >= data.Files.Count(TextFolderFormat.IsText) ? Medium.Image : Medium.Text;

    private static bool IsItem(string file, Medium medium) =>
        medium == Medium.Image ? ImageFile.HasImageName(file) : TextFolderFormat.IsText(file);
}
