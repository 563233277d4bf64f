using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Archives;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats;

/// <summary>Opens any data that a format of the catalogue can read.</summary>
public static class DatasetReader
{
    /// <summary>Reads a folder, a file or a zip archive as <paramref name="from"/> says, else as its <c>dataset.yaml</c> says, else by its content.</summary>
    /// <param name="path">Of the folder or file.</param>
    /// <param name="from">A key of <see cref="FormatCatalog"/>, or null.</param>
    /// <exception cref="BadDataException">Nothing is there, or nothing of the catalogue reads it; the message says what was tried.</exception>
    public static Dataset Open(string path, string? from = null)
    {
        var data = DataFolder.Open(path);
        IReadOnlyList<Fault> refused = [];
        if (data.IsFile && ZipFolder.IsZip(data.ReadStart(data.Files[0])))
        {
            (data, refused) = Unpack(data);
        }

        var description = data.IsFile ? new DatasetDescription() : DatasetYaml.ReadFrom(data.Root);
        var dataset = Choose(data, from ?? description.Format).Read(data, description);
        return dataset with { Faults = [.. refused, .. dataset.Faults] };
    }

    private static (DataFolder Data, IReadOnlyList<Fault> Refused) Unpack(DataFolder archive)
    {
        var folder = TemporaryFolder.Create();
        using var stream = archive.OpenRead(archive.Files[0]);
        var refused = ZipFolder.Extract(stream, archive.Name, folder);
        // archives often hold one folder with all of the data
        while (Directory.GetFiles(folder).Length == 0 && Directory.GetDirectories(folder) is [var only] && !IsSplitOrClass(only))
        {
            folder = only;
        }

        return (DataFolder.Open(folder, Path.GetFileNameWithoutExtension(archive.Name)), refused);
    }

    /// <summary>A folder of images alone may be a class or a split, which must not get lost.</summary>
    private static bool IsSplitOrClass(string folder) =>
        SplitNames.Of(Path.GetFileName(folder)) is not null || (!File.Exists(Path.Combine(folder, DatasetYaml.FileName)) && Directory.GetDirectories(folder).Length == 0);

    private static IDatasetFormat Choose(DataFolder data, string? key)
    {
        var formats = FormatCatalog.All.OfType<IDatasetFormat>().ToList();
        var keys = string.Join(", ", formats.Select(format => format.Key));
        if (key is not null && formats.All(format => format.Key != key))
        {
            throw new BadDataException($"There is no format '{key}' for data sets: choose one of {keys}.");
        }

        if (data.Files.Count == 0)
        {
            throw new BadDataException($"'{data.Name}' holds no files that could be items: put images or texts there.");
        }

        return formats.FirstOrDefault(format => key is null ? format.Recognizes(data) : format.Key == key)
            ?? throw new BadDataException($"'{data.Name}' looks like none of {keys}: name its format with --from or in a dataset.yaml.");
    }
}
