namespace Labelsmith.Formats;

/// <summary>Every format. A new one is a file and a line here.</summary>
public static class FormatCatalog
{
    /// <summary>In the order in which content is tried.</summary>
    public static IReadOnlyList<IFormat> All { get; } =
    [
        new IdxFormat(),
        new ImageMasksFormat(),
        new TsvFormat(),
        new FolderPerClassFormat(),
        new ImageFolderFormat(),
        new TextFolderFormat(),
        new LinesFormat(),
    ];

    /// <summary>The format of a key; null where there is none.</summary>
    public static IFormat? Find(string key) => All.FirstOrDefault(format => format.Key == key);
}
