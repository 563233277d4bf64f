using Labelsmith.Formats.Coco;
using Labelsmith.Formats.Conll;
using Labelsmith.Formats.Native;
using Labelsmith.Formats.Voc;

namespace Labelsmith.Formats;

/// <summary>Every format. A new one is a file and a line here.</summary>
public static class FormatCatalog
{
    /// <summary>In the order in which content is tried.</summary>
    public static IReadOnlyList<IFormat> All { get; } =
    [
        new NativeFormat(),
        new JsonLinesFormat(),
        new CocoFormat(),
        new VocFormat(),
        new ConllWordsFormat(),
        new ConllFormat(),
        new ChoiFormat(),
        new IdxFormat(),
        new ImageMasksFormat(),
        new PlanetoidFormat(),
        new CsvFormat(),
        new TsvFormat(),
        new AudioFilesFormat(),
        new FolderPerClassFormat(),
        new ImageFolderFormat(),
        new TextFolderFormat(),
        new LinesFormat(),
    ];

    /// <summary>The first format of which a file that begins so is likely; null where none is.</summary>
    /// <param name="start">Up to 64 kB.</param>
    public static IRecordReader? FindReader(ReadOnlySpan<byte> start)
    {
        foreach (var reader in All.OfType<IRecordReader>())
        {
            if (reader.RecognizesStart(start))
            {
                return reader;
            }
        }

        return null;
    }

    /// <summary>The format of a key; null where there is none.</summary>
    public static IFormat? Find(string key) => All.FirstOrDefault(format => format.Key == key);
}
