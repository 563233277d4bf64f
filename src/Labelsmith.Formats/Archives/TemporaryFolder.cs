namespace Labelsmith.Formats.Archives;

/// <summary>Folders for unpacked archives that are opened as data; they are deleted when the process ends.</summary>
internal static class TemporaryFolder
{
    private static readonly List<string> Folders = [];

    static TemporaryFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        lock (Folders)
        {
            Folders.ForEach(ZipFolder.DeleteQuietly);
        }
    };

    public static string Create()
    {
        var folder = Directory.CreateTempSubdirectory("labelsmith-").FullName;
        lock (Folders)
        {
            Folders.Add(folder);
        }

        return folder;
    }
}
