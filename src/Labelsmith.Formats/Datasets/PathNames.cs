namespace Labelsmith.Formats.Datasets;

/// <summary>Parts of relative paths, which have <c>/</c> between folders on every system.</summary>
internal static class PathNames
{
    /// <summary>The path without its last part; empty at the top.</summary>
    public static string Folder(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    /// <summary>The last part.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The last part without its ending.</summary>
    public static string Stem(string path) => Path.GetFileNameWithoutExtension(Name(path));

    /// <summary>Whether a path lies in a folder, at any depth; everything lies in the empty one.</summary>
    public static bool IsIn(string path, string folder) =>
        folder == "" || (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal));

    public static string Join(string folder, string rest) => folder == "" ? rest : $"{folder}/{rest}";
}
