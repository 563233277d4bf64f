namespace Labelsmith.Server.Importing;

/// <summary>Names that come from outside: of uploaded files and of entries of archives.</summary>
internal static class ItemNames
{
    private const int Longest = 500;

    /// <summary>As a relative path with <c>/</c>; null: it leads elsewhere, is empty or too long.</summary>
    public static string? Clean(string name)
    {
        var path = name.Replace('\\', '/').Normalize();
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(part => part != ".").ToList();
        var isSound = parts.Count > 0
            && !path.StartsWith('/')
            && !parts.Contains("..")
            && !(parts[0].Length == 2 && parts[0][1] == ':')
            && !path.Any(char.IsControl)
            && path.Length <= Longest;
        return isSound ? string.Join('/', parts) : null;
    }

    /// <summary>The last part, made fit for any file system.</summary>
    public static string FileNameOf(string name)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        var safe = string.Concat(last.Select(letter => "<>:\"|?*".Contains(letter, StringComparison.Ordinal) ? '_' : letter));
        // file systems count 255 bytes
        return safe.Length <= 80 ? safe : safe[^80..].TrimStart('.');
    }
}
