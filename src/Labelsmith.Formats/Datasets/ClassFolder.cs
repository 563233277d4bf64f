using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>What the folders say that a file lies in.</summary>
internal static class ClassFolder
{
    private static readonly string[] _neutral =
    [
        "images", "image", "imgs", "img", "data", "pictures", "photos", "texts", "text", "labels", "masks",
        "recordings", "audio", "sounds", "sound", "wav", "wavs", "clips",
    ];

    /// <summary>What lies between the folder of the split and the file: the class, or several folders; null where the file is in no class.</summary>
    public static (string? Folder, Split? Split) Of(string file)
    {
        var parts = file.Split('/')[..^1];
        var split = parts.Length > 0 ? SplitNames.Of(parts[0]) : null;
        var folders = split is null ? parts : parts[1..];
        return (folders.Length == 0 ? null : string.Join('/', folders), split);
    }

    /// <summary>Whether at least two folders beside each other hold the files and are named like classes.</summary>
    public static bool AreClasses(IEnumerable<string> files)
    {
        var folders = files.Select(file => Of(file).Folder).OfType<string>().ToHashSet();
        return folders.Count >= 2 && !folders.Any(folder => folder.Contains('/') || _neutral.Contains(folder, StringComparer.OrdinalIgnoreCase));
    }
}
