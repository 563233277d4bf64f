using Labelsmith.Domain.Datasets;
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
        var description = data.IsFile ? new DatasetDescription() : DatasetYaml.ReadFrom(data.Root);
        var format = Choose(data, from ?? description.Format);
        return format.Read(data, description);
    }

    private static IDatasetFormat Choose(DataFolder data, string? key)
    {
        var formats = FormatCatalog.All.OfType<IDatasetFormat>().ToList();
        var keys = string.Join(", ", formats.Select(format => format.Key));
        if (key is not null)
        {
            return formats.FirstOrDefault(format => format.Key == key)
                ?? throw new BadDataException($"There is no format '{key}' for data sets: choose one of {keys}.");
        }

        return data.Files.Count == 0
            ? throw new BadDataException($"'{data.Root}' holds no files that could be items: put images or texts there.")
            : formats.FirstOrDefault(format => format.Recognizes(data))
                ?? throw new BadDataException($"'{data.Root}' looks like none of {keys}: name its format with --from or in a dataset.yaml.");
    }
}
