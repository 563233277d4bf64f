using System.IO.Enumeration;

namespace Labelsmith.Formats.Datasets;

/// <summary>The files below a folder. Links are followed, except those to a folder that they lie in, which would never end.</summary>
internal static class FileTree
{
    private static readonly EnumerationOptions Options = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false, // what cannot be listed is said, not silently left out
    };

    /// <summary>Absolute paths, in no order.</summary>
    public static IEnumerable<string> Enumerate(string folder) =>
        new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), Options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || !LeadsUp(entry.ToFullPath()),
        };

    private static bool LeadsUp(string link) =>
        new DirectoryInfo(link).ResolveLinkTarget(returnFinalTarget: true) is not { } target
        || (link + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
