using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats;

/// <summary>Text files in a folder, one item each.</summary>
internal sealed class TextFolderFormat : IDatasetFormat
{
    public string Key => "text-folder";

    public string Title => "Folder of text files";

    public IReadOnlyList<Medium> Media => [Medium.Text];

    public static bool IsText(string file) => file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);

    public bool Recognizes(DataFolder data) => !data.IsFile && data.Files.Any(IsText);

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var encoding = TextEncoding.Of(description);
        var list = new ItemList();
        foreach (var file in data.Files)
        {
            var path = data.PathOf(file);
            if (!IsText(file))
            {
                list.Refuse(file, "This is no text file and is left out: texts end in .txt.");
            }
            else if (TextFile.TooLong(new FileInfo(path).Length, file) is { } tooLong)
            {
                list.Refuse(tooLong);
            }
            else
            {
                AddFile(list, file, path, encoding, splits);
            }
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Text,
            Task = description.Task,
            Items = list.OrThrow(data, "no text files"),
            Classes = new ClassTable(description).Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static void AddFile(ItemList list, string file, string path, System.Text.Encoding? encoding, SplitTable splits)
    {
        try
        {
            // a file is read when it is asked for, unless only the description knows its encoding
            ItemSource source = encoding is null ? new FileSource(path) : new TextSource(TextFile.Read(path, file, encoding));
            list.Add(new DataItem(file, source) { Split = splits.Of(file) });
        }
        catch (BadItemException bad)
        {
            list.Refuse(bad.Fault);
        }
    }
}
