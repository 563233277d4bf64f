using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats.Datasets;

/// <summary>Finds the image that a label file names: by its path, or by its name where only one has it.</summary>
internal sealed class ImageFinder(DataFolder data, string? folder)
{
    private readonly ILookup<string, string> byName = data.Files.Where(ImageFile.HasImageName).ToLookup(PathNames.Name);

    /// <param name="split">Decides between folders of the same names, such as <c>train/1.jpg</c> and <c>val/1.jpg</c>.</param>
    /// <returns>The path relative to the data; null where there is none, or it is not clear which.</returns>
    public string? Find(string file, Split? split)
    {
        file = file.Replace('\\', '/').TrimStart('/');
        if (file.StartsWith("./", StringComparison.Ordinal))
        {
            file = file[2..];
        }

        var inFolder = folder is null ? file : PathNames.Join(folder, file);
        if (data.Contains(inFolder))
        {
            return inFolder;
        }

        var candidates = byName[PathNames.Name(file)].Where(path => folder is null || PathNames.IsIn(path, folder)).ToList();
        var sameEnd = candidates.Where(path => path.EndsWith("/" + file, StringComparison.Ordinal)).ToList();
        candidates = sameEnd.Count > 0 ? sameEnd : candidates;
        if (candidates.Count > 1 && split is not null)
        {
            candidates = [.. candidates.Where(path => path.Split('/').Any(part => SplitNames.Of(part) == split || SplitNames.OfFile(part) == split))];
        }

        return candidates is [var only] ? only : null;
    }
}
