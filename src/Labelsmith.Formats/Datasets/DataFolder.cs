using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>The files of a data set, by their paths relative to it, in ordinal order. README, LICENSE, dotfiles and <c>dataset.yaml</c> are not among them.</summary>
public sealed class DataFolder
{
    private HashSet<string>? known;

    private DataFolder(string root, string name, IReadOnlyList<string> files, bool isFile) =>
        (Root, Name, Files, IsFile) = (root, name, files, isFile);

    /// <summary>Absolute.</summary>
    public string Root { get; }

    /// <summary>The folder's name, or the file's.</summary>
    public string Name { get; }

    /// <summary>With <c>/</c> between folders.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>A single file was opened; it is the only one of <see cref="Files"/>.</summary>
    public bool IsFile { get; }

    /// <summary>A folder with all that lies below it, or a single file.</summary>
    /// <param name="name">What reports call it; null: the name of the folder or file.</param>
    /// <exception cref="BadDataException">There is nothing at the path, or it may not be read.</exception>
    public static DataFolder Open(string path, string? name = null)
    {
        path = Path.GetFullPath(path);
        try
        {
            if (File.Exists(path))
            {
                return new DataFolder(Path.GetDirectoryName(path)!, Path.GetFileName(path), [Path.GetFileName(path)], isFile: true);
            }

            if (!Directory.Exists(path))
            {
                throw new BadDataException($"There is no file or folder '{path}': check the path.");
            }

            var files = FileTree.Enumerate(path)
                .Select(file => Path.GetRelativePath(path, file).Replace('\\', '/'))
                .Where(MayBeItem)
                .Order(StringComparer.Ordinal)
                .ToList();
            return new DataFolder(path, name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), files, isFile: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"'{path}' cannot be listed: {failure.Message}", failure);
        }
    }

    /// <summary>Whether a relative path is one of <see cref="Files"/>.</summary>
    public bool Contains(string file) => (known ??= [.. Files]).Contains(file);

    /// <summary>The absolute path of a relative one.</summary>
    public string PathOf(string file) => Path.Combine(Root, file);

    /// <summary>The absolute path of a file that a record names; null where it is not in the data. Nothing outside of the data's folder is found.</summary>
    public string? Locate(string file)
    {
        file = file.Replace('\\', '/');
        if (!IsFile)
        {
            return Contains(file) ? PathOf(file) : null;
        }

        var path = Path.GetFullPath(PathOf(file));
        return path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path) ? path : null;
    }

    /// <summary>The first bytes of a file, up to 64 kB; none where it cannot be read.</summary>
    public byte[] ReadStart(string file)
    {
        const int length = 64 << 10;
        try
        {
            using var stream = File.OpenRead(PathOf(file));
            var start = new byte[Math.Min(length, stream.Length)];
            return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <exception cref="BadDataException">The file cannot be opened.</exception>
    public FileStream OpenRead(string file)
    {
        try
        {
            return File.OpenRead(PathOf(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"'{file}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Whether a file of this relative path can be an item at all.</summary>
    public static bool MayBeItem(string file)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        var stem = name.Split('.')[0];
        return !file.Split('/').Any(part => part.StartsWith('.') || part == "__MACOSX")
            && name is not "dataset.yaml" and not "Thumbs.db"
            && !stem.Equals("README", StringComparison.OrdinalIgnoreCase)
            && !stem.Equals("LICENSE", StringComparison.OrdinalIgnoreCase)
            && !stem.Equals("LICENCE", StringComparison.OrdinalIgnoreCase);
    }
}
