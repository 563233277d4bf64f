using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats;

/// <summary>Images or texts in folders that bear the name of their class, below folders <c>train</c>, <c>val</c> and <c>test</c> or
/// directly. Those in a folder <c>unlabelled</c>, or in none, have no label.</summary>
internal sealed class FolderPerClassFormat : IDatasetFormat
{
    private static readonly string[] NeutralFolders = ["images", "image", "imgs", "img", "data", "pictures", "photos", "texts", "text", "labels", "masks"];

    public string Key => "folder-per-class";

    public string Title => "One folder per class";

    public IReadOnlyList<Medium> Media => [Medium.Image, Medium.Text];

    /// <summary>At least two folders beside each other hold items and are named like classes.</summary>
    public bool Recognizes(DataFolder data)
    {
        var medium = MediumOf(data);
        var folders = data.Files.Where(file => IsItem(file, medium)).Select(file => ClassFolder(file).Folder)
            .OfType<string>().Where(folder => !folder.Contains('/')).Distinct().ToList();
        return folders.Count >= 2 && !folders.Any(folder => NeutralFolders.Contains(folder, StringComparer.OrdinalIgnoreCase))
            && data.Files.All(file => !IsItem(file, medium) || ClassFolder(file).Folder?.Contains('/') != true);
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

            var (folder, split) = ClassFolder(file);
            split = splits.IsEmpty ? split : splits.Of(file);
            var item = new DataItem(file, new FileSource(data.PathOf(file))) { Split = split };
            list.Add(folder is null || split == Split.Unlabelled ? item : WithLabel(item, folder, classes, list));
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

    private static DataItem WithLabel(DataItem item, string folder, ClassTable classes, ItemList list)
    {
        if (classes.Find(folder) is not { } name)
        {
            list.Refuse(classes.Unknown(item.Id, folder));
            return item;
        }

        var truth = Truth.Choice(name);
        return item with { ReadTruth = () => truth };
    }

    /// <summary>What lies between the folder of the split and the file: the class, or several folders; null where the file is in no class.</summary>
    private static (string? Folder, Split? Split) ClassFolder(string file)
    {
        var parts = file.Split('/')[..^1];
        var split = parts.Length > 0 ? SplitNames.Of(parts[0]) : null;
        var folders = split is null ? parts : parts[1..];
        return (folders.Length == 0 ? null : string.Join('/', folders), split);
    }

    private static Medium MediumOf(DataFolder data) =>
        data.Files.Count(ImageFile.HasImageName) >= data.Files.Count(TextFolderFormat.IsText) ? Medium.Image : Medium.Text;

    private static bool IsItem(string file, Medium medium) =>
        medium == Medium.Image ? ImageFile.HasImageName(file) : TextFolderFormat.IsText(file);
}
